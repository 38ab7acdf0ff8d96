package org.lanyard.webauthn.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * The client data (W3C WebAuthn Level 3 §5.8.1): what the browser says about where the ceremony took place. Members that
 * are not named here may be added by browsers at any time and are not looked at.
 *
 * @param challenge base64url, as it stood
 * @param crossOrigin false where absent
 */
record ClientData(String type, String challenge, String origin, boolean crossOrigin, Optional<String> topOrigin) {
    /** Browsers write some 200 bytes; with the authenticator data it has to fit into an assertion of 16 KiB. */
    private static final int MAX = 2048;

    /** Reads the bytes that were hashed and signed over: UTF-8, one object, no name twice, nothing after it. */
    static ClientData parse(byte[] json) throws WebAuthnException {
        WebAuthnException.require(json.length <= MAX, Reason.CLIENT_DATA_MALFORMED);
        ObjectNode object;
        try {
            object = Json.parseObject(json);
        } catch (HttpRefusal malformed) {
            throw new WebAuthnException(
                    Reason.CLIENT_DATA_MALFORMED, malformed.reason().name());
        }
        // Level 2's token binding was never negotiated here: a browser that claims it speaks of another connection.
        WebAuthnException.require(
                !"present".equals(object.path("tokenBinding").path("status").textValue()),
                Reason.CLIENT_DATA_MALFORMED);
        JsonNode crossOrigin = object.path("crossOrigin");
        JsonNode topOrigin = object.path("topOrigin");
        WebAuthnException.require(
                (crossOrigin.isMissingNode() || crossOrigin.isBoolean())
                        && (topOrigin.isMissingNode() || topOrigin.isTextual()),
                Reason.CLIENT_DATA_MALFORMED);
        return new ClientData(
                text(object, "type"),
                text(object, "challenge"),
                text(object, "origin"),
                crossOrigin.asBoolean(false),
                Optional.ofNullable(topOrigin.textValue()));
    }

    private static String text(ObjectNode object, String name) throws WebAuthnException {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new WebAuthnException(Reason.CLIENT_DATA_MALFORMED, name);
        }
        return value.textValue();
    }
}
