package org.lanyard.session.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * Where a WebAuthn ceremony may have taken place.
 *
 * @param origins exactly as browsers write them, related origins among them (WebAuthn Level 3 §5.11)
 * @param topOrigins pages that may hold ours in a frame; none, and no frame of another origin is let through
 * @param rpId the relying party's id, a host name
 */
public record DoorPolicy(Set<String> origins, Set<String> topOrigins, String rpId) {
    public DoorPolicy {
        origins = Set.copyOf(origins);
        topOrigins = Set.copyOf(topOrigins);
        if (origins.isEmpty() || rpId.isEmpty()) {
            throw new IllegalArgumentException("at least one origin, and a relying party's id");
        }
    }

    byte[] rpIdHash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(rpId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
