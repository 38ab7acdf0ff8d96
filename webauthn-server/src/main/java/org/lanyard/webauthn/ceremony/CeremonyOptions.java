package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.Hint;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.credential.CredentialId;

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
     * before it calls the browser. {@code excludeCredentials} are the page's own words again, so that a handle tells nobody
     * which keys it has; the page knows the ones that the session service confirmed.
     */
    public ObjectNode creation(CeremonyState ceremony, CreationWishes wishes) {
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
        var exclude = options.putArray("excludeCredentials");
        for (CredentialId id : wishes.exclude()) {
            exclude.addObject().put("type", "public-key").put("id", id.toString());
        }
        ObjectNode selection = options.putObject("authenticatorSelection");
        wishes.attachmentToAsk().ifPresent(where -> selection.put("authenticatorAttachment", where.word()));
        selection
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", verification());
        hints(options, wishes.hints());
        options.put(
                "attestation", wishes.attestation().orElse(rules.attestation()).word());
        // §10.1.3: whether what was made is discoverable, which alone can sign in here.
        options.putObject("extensions").put("credProps", true);
        return options;
    }

    /** §5.5: whoever it is, on whatever key they have. */
    public ObjectNode request(CeremonyState ceremony, List<Hint> hints) {
        ObjectNode options = Json.object();
        options.put("challenge", ceremony.challengeText());
        options.put("timeout", rules.timeout().toMillis());
        options.put("rpId", rules.id());
        options.putArray("allowCredentials");
        options.put("userVerification", verification());
        hints(options, hints);
        return options;
    }

    private static void hints(ObjectNode options, List<Hint> hints) {
        if (!hints.isEmpty()) {
            var words = options.putArray("hints");
            hints.forEach(hint -> words.add(hint.word()));
        }
    }

    private String verification() {
        return rules.userVerification() ? "required" : "discouraged";
    }
}
