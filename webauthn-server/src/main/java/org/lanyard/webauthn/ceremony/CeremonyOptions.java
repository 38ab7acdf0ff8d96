package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.UserHandle;

/**
 * The options that a page hands to the browser, in the JSON that {@code PublicKeyCredential.parseCreationOptionsFromJSON}
 * and {@code parseRequestOptionsFromJSON} read (W3C WebAuthn Level 3 §5.1.8, §5.1.9).
 */
public final class CeremonyOptions {
    private static final int LABEL = 8;

    private final RelyingPartyRules rules;

    public CeremonyOptions(RelyingPartyRules rules) {
        this.rules = rules;
    }

    /**
     * §5.4. The user is labelled by the first characters of the handle: the page, which knows the name, writes it over them
     * before it calls the browser. {@code excludeCredentials} is empty for everybody, so that a handle tells nobody which
     * keys it has; the page adds the ones that the session service confirmed.
     */
    public ObjectNode creation(CeremonyState ceremony) {
        UserHandle handle = ceremony.handle().orElseThrow();
        String label = handle.toString().substring(0, LABEL);
        ObjectNode options = Json.object();
        options.putObject("rp").put("id", rules.id()).put("name", rules.name());
        options.putObject("user")
                .put("id", handle.toString())
                .put("name", label)
                .put("displayName", label);
        options.put("challenge", ceremony.challengeText());
        var algorithms = options.putArray("pubKeyCredParams");
        for (KeyAlgorithm algorithm : rules.algorithms()) {
            algorithms.addObject().put("type", "public-key").put("alg", algorithm.cose());
        }
        options.put("timeout", rules.timeout().toMillis());
        options.putArray("excludeCredentials");
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", verification());
        options.put("attestation", rules.attestation());
        return options;
    }

    /** §5.5: whoever it is, on whatever key they have. */
    public ObjectNode request(CeremonyState ceremony) {
        ObjectNode options = Json.object();
        options.put("challenge", ceremony.challengeText());
        options.put("timeout", rules.timeout().toMillis());
        options.put("rpId", rules.id());
        options.putArray("allowCredentials");
        options.put("userVerification", verification());
        return options;
    }

    private String verification() {
        return rules.userVerification() ? "required" : "discouraged";
    }
}
