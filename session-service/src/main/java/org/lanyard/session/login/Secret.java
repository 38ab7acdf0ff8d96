package org.lanyard.session.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * A random secret that is handed out once (cookie, lease handle, hand-over code) and kept as its SHA-256 alone: it has
 * 128 bits or more, so nothing slower than a hash is needed to keep it from being guessed.
 */
public final class Secret {
    private static final int ID_BYTES = 16;
    /** 24 letters are 18 bytes: the id and the first two of the secret. */
    private static final int ID_LETTERS = 24;

    private static final int LONGEST = 128;
    private static final UUID NOBODY = new UUID(0, 0);

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** {@code bytes} random bytes, base64url without padding. */
    public static Secret random(SecureRandom random, int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
    }

    /** A secret of a session: the session's id (16 bytes) and {@code bytes} random ones after it. */
    static Secret ofSession(UUID session, SecureRandom random, int bytes) {
        byte[] raw = new byte[ID_BYTES + bytes];
        random.nextBytes(raw);
        ByteBuffer.wrap(raw).putLong(session.getMostSignificantBits()).putLong(session.getLeastSignificantBits());
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
    }

    /** The session that a presented secret says it is of; any, where it cannot be one. */
    static UUID sessionOf(String presented) {
        if (presented.length() < ID_LETTERS || presented.length() > LONGEST) {
            return NOBODY;
        }
        try {
            ByteBuffer raw = ByteBuffer.wrap(Base64.getUrlDecoder().decode(presented.substring(0, ID_LETTERS)));
            return new UUID(raw.getLong(), raw.getLong());
        } catch (IllegalArgumentException notBase64Url) {
            return NOBODY;
        }
    }

    /** What the store keeps of a secret that somebody presents. */
    public static byte[] hash(String presented) {
        return hash(presented.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256. */
    public static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The secret itself: to be sent to whom it belongs, never to be logged or stored. */
    public String reveal() {
        return value;
    }

    /** SHA-256 of the value. */
    public byte[] hash() {
        return hash(value);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
