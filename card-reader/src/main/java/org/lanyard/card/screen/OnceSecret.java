package org.lanyard.card.screen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret of 256 bits of which only the hash is kept. Compared in constant time. */
final class OnceSecret {
    private static final int BYTES = 32;

    private final SecureRandom random;
    private byte[] hash;

    OnceSecret(SecureRandom random) {
        this.random = random;
    }

    /** A new one; the one before is worth nothing from now on. */
    synchronized String issue() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        hash = sha256(value);
        return value;
    }

    synchronized boolean matches(String presented) {
        return hash != null && MessageDigest.isEqual(hash, sha256(presented));
    }

    /** True once: the secret is worth nothing afterwards. */
    synchronized boolean spend(String presented) {
        boolean good = matches(presented);
        if (good) {
            hash = null;
        }
        return good;
    }

    private static byte[] sha256(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
