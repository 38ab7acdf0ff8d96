package org.lanyard.session.people;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

/** Makes ids that say nothing: UUIDs (RFC 9562 §5.4, version 4) and WebAuthn user handles (WebAuthn §5.4.3). */
public final class RandomIds {
    private static final int HANDLE_BYTES = 32;
    private final SecureRandom random;

    public RandomIds(SecureRandom random) {
        this.random = Objects.requireNonNull(random);
    }

    public UUID uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** 43 characters, base64url of 32 random bytes. */
    public String handle() {
        byte[] bytes = new byte[HANDLE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
