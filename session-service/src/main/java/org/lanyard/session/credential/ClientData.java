package org.lanyard.session.credential;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * What the browser says of a ceremony (WebAuthn Level 3 §5.8.1, {@code clientDataJSON}). Members that it may add in future are
 * let be.
 *
 * @param crossOrigin whether the ceremony ran in a frame of another origin; also set where only {@code topOrigin} is there
 * @param topOrigin the page at the top of that frame, where the browser told it
 */
public record ClientData(
        String type, String challenge, String origin, boolean crossOrigin, Optional<String> topOrigin) {
    public static ClientData parse(byte[] json) throws RefusedException {
        try {
            JsonNode object = Json.parseObject(json);
            JsonNode cross = object.path("crossOrigin");
            JsonNode top = object.path("topOrigin");
            if (!cross.isMissingNode() && !cross.isBoolean()) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "crossOrigin");
            }
            return new ClientData(
                    Json.requireString(object, "type"),
                    Json.requireString(object, "challenge"),
                    Json.requireString(object, "origin"),
                    cross.booleanValue() || object.has("topOrigin"),
                    Optional.ofNullable(top.textValue()));
        } catch (HttpRefusal malformed) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "client data");
        }
    }

    /** Whether the page at the top is one of {@code pages}, where the browser tells it; with no pages, never. */
    public boolean isWithin(Set<String> pages) {
        return !pages.isEmpty() && topOrigin.map(pages::contains).orElse(true);
    }

    @Override
    public String toString() {
        return "ClientData[" + type + "]";
    }
}
