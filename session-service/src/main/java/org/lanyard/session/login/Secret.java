package org.lanyard.session.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random secret that is handed out once (cookie, lease handle, hand-over code) and kept as its SHA-256 alone: it has
 * 128 bits or more, so nothing slower than a hash is needed to keep it from being guessed.
 */
public final class Secret {
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
