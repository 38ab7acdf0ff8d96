package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * Reads what {@code PublicKeyCredential.toJSON()} gives (W3C WebAuthn Level 3 §5.1). Members that are derived from others
 * ({@code authenticatorData}, {@code publicKey} at registration) or that were not asked for (outputs of other extensions than
 * {@code credProps}) are left alone: what counts is what was signed.
 */
final class ResponseJson {
    private static final int MAX_TRANSPORTS = 16;
    private static final Set<String> TRANSPORTS = Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");

    private ResponseJson() {}

    static RegistrationResponse registration(JsonNode json) throws WebAuthnException {
        ObjectNode credential = credential(json);
        ObjectNode response = object(credential, "response");
        return new RegistrationResponse(
                bytes(credential, "rawId"),
                bytes(response, "clientDataJSON"),
                bytes(response, "attestationObject"),
                transports(response.path("transports")),
                discoverable(credential.path("clientExtensionResults").path("credProps")));
    }

    static AuthenticationResponse authentication(JsonNode json) throws WebAuthnException {
        ObjectNode credential = credential(json);
        ObjectNode response = object(credential, "response");
        JsonNode handle = response.path("userHandle");
        boolean named = !handle.isMissingNode() && !handle.isNull();
        return new AuthenticationResponse(
                bytes(credential, "rawId"),
                bytes(response, "clientDataJSON"),
                bytes(response, "authenticatorData"),
                bytes(response, "signature"),
                named ? Optional.of(bytes(response, "userHandle")) : Optional.empty());
    }

    private static ObjectNode credential(JsonNode json) throws WebAuthnException {
        if (!(json instanceof ObjectNode credential)) {
            throw new WebAuthnException(Reason.RESPONSE_MALFORMED, "response");
        }
        if (!"public-key".equals(credential.path("type").textValue())) {
            throw new WebAuthnException(Reason.RESPONSE_MALFORMED, "type");
        }
        // §5.1: "id … the base64url encoding of the data contained in the object's [[identifier]]", which rawId is too.
        String rawId = credential.path("rawId").textValue();
        if (rawId == null || !rawId.equals(credential.path("id").textValue())) {
            throw new WebAuthnException(Reason.RESPONSE_MALFORMED, "id");
        }
        return credential;
    }

    private static ObjectNode object(ObjectNode parent, String name) throws WebAuthnException {
        if (parent.path(name) instanceof ObjectNode object) {
            return object;
        }
        throw new WebAuthnException(Reason.RESPONSE_MALFORMED, name);
    }

    private static byte[] bytes(ObjectNode parent, String name) throws WebAuthnException {
        String text = parent.path(name).textValue();
        if (text == null) {
            throw new WebAuthnException(Reason.RESPONSE_MALFORMED, name);
        }
        return Base64Url.decode(text).orElseThrow(() -> new WebAuthnException(Reason.RESPONSE_MALFORMED, name));
    }

    /** §5.8.4: hints; "relying parties SHOULD ignore unknown values". */
    private static SortedSet<String> transports(JsonNode hints) {
        SortedSet<String> known = new TreeSet<>();
        for (int i = 0; i < Math.min(hints.size(), MAX_TRANSPORTS); i++) {
            String hint = hints.path(i).textValue();
            if (hint != null && TRANSPORTS.contains(hint)) {
                known.add(hint);
            }
        }
        return known;
    }

    /** §10.1.3 {@code rk}: "if this property is absent, it is not known whether the credential is … discoverable". */
    private static Optional<Boolean> discoverable(JsonNode properties) {
        JsonNode rk = properties.path("rk");
        return rk.isBoolean() ? Optional.of(rk.booleanValue()) : Optional.empty();
    }
}
