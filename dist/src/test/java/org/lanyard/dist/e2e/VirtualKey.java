package org.lanyard.dist.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.StreamSupport;

/** An authenticator in software, plugged in to one page of the browser (Chrome DevTools Protocol, domain WebAuthn). */
final class VirtualKey {
    private final CDPSession devTools;
    private final String id;

    private VirtualKey(Page page, JsonObject options) {
        devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        id = devTools.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    private static JsonObject options(String transport, boolean verifies) {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("ctap2Version", "ctap2_1");
        options.addProperty("transport", transport);
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", verifies);
        options.addProperty("isUserVerified", verifies);
        options.addProperty("automaticPresenceSimulation", true);
        return options;
    }

    /** A security key that asks for its PIN, which its owner knows. */
    static VirtualKey verifying(Page page) {
        return new VirtualKey(page, options("usb", true));
    }

    /** A security key that can be touched, but knows no owner. */
    static VirtualKey touchOnly(Page page) {
        return new VirtualKey(page, options("usb", false));
    }

    /** A security key that keeps no passkey: one without memory for them, or whose memory is full. */
    static VirtualKey full(Page page) {
        JsonObject options = options("usb", true);
        options.addProperty("hasResidentKey", false);
        return new VirtualKey(page, options);
    }

    /** The device's own, whose keys stay on it. */
    static VirtualKey ofTheDevice(Page page) {
        return new VirtualKey(page, options("internal", true));
    }

    /** A telephone's, whose keys go to all devices of one account. */
    static VirtualKey synced(Page page) {
        JsonObject options = options("internal", true);
        options.addProperty("defaultBackupEligibility", true);
        options.addProperty("defaultBackupState", true);
        return new VirtualKey(page, options);
    }

    /** Whether whoever holds the key proves to be its owner from now on; else the dialog ends without a key. */
    VirtualKey ownerIsHere(boolean here) {
        return set("WebAuthn.setUserVerified", "isUserVerified", here);
    }

    /** Whether it is touched whenever a page asks for it. */
    VirtualKey touched(boolean touched) {
        return set("WebAuthn.setAutomaticPresenceSimulation", "enabled", touched);
    }

    private VirtualKey set(String method, String name, boolean value) {
        JsonObject parameters = parameters();
        parameters.addProperty(name, value);
        devTools.send(method, parameters);
        return this;
    }

    /** Takes it out of the browser. */
    void unplug() {
        devTools.send("WebAuthn.removeVirtualAuthenticator", parameters());
    }

    /** What it keeps: the names that a list of passkeys would show. */
    List<String> names() {
        JsonArray credentials =
                devTools.send("WebAuthn.getCredentials", parameters()).getAsJsonArray("credentials");
        return StreamSupport.stream(credentials.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(one ->
                        one.has("userDisplayName") ? one.get("userDisplayName").getAsString() : "")
                .toList();
    }

    private JsonObject parameters() {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("authenticatorId", id);
        return parameters;
    }
}
