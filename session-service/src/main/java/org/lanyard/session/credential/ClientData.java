package org.lanyard.session.credential;

import com.fasterxml.jackson.databind.JsonNode;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * What the browser says of a ceremony (WebAuthn Level 3 §5.8.1, {@code clientDataJSON}). Members that it may add in future are
 * let be.
 *
 * @param crossOrigin whether the ceremony ran in a frame of another origin; also set where only {@code topOrigin} is there
 */
public record ClientData(String type, String challenge, String origin, boolean crossOrigin) {
    public static ClientData parse(byte[] json) throws RefusedException {
        try {
            JsonNode object = Json.parseObject(json);
            JsonNode cross = object.path("crossOrigin");
            if (!cross.isMissingNode() && !cross.isBoolean()) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "crossOrigin");
            }
            return new ClientData(
                    Json.requireString(object, "type"),
                    Json.requireString(object, "challenge"),
                    Json.requireString(object, "origin"),
                    cross.booleanValue() || object.has("topOrigin"));
        } catch (HttpRefusal malformed) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "client data");
        }
    }

    @Override
    public String toString() {
        return "ClientData[" + type + "]";
    }
}
