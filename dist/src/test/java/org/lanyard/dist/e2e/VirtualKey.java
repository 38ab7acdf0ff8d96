package org.lanyard.dist.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** An authenticator in software, plugged in to one page of the browser. */
final class VirtualKey {
    private final CDPSession devTools;
    private String id;

    private VirtualKey(Page page) {
        devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
    }

    /** A security key that asks for its PIN, which its owner knows. */
    static VirtualKey verifying(Page page) {
        VirtualKey key = new VirtualKey(page);
        key.plugIn(true);
        return key;
    }

    /** A security key that can be touched, but knows no owner. */
    static VirtualKey touchOnly(Page page) {
        VirtualKey key = new VirtualKey(page);
        key.plugIn(false);
        return key;
    }

    private void plugIn(boolean verifies) {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "usb");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", verifies);
        options.addProperty("isUserVerified", verifies);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        id = devTools.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    /** Whether whoever holds the key proves to be its owner from now on; else the dialog ends without a key. */
    void ownerIsHere(boolean here) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("authenticatorId", id);
        parameters.addProperty("isUserVerified", here);
        devTools.send("WebAuthn.setUserVerified", parameters);
    }
}
