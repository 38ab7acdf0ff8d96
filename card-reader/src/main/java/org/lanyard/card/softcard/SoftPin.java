package org.lanyard.card.softcard;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The PIN of a software card and its retry counter. The hash only keeps the PIN from being read by a glance at the file:
 * a million PINs are soon tried, and the private keys lie beside it.
 *
 * @param salt 16 random bytes
 * @param hash PBKDF2 with HMAC-SHA-256 over the padded PIN field
 * @param triesLeft 0 when blocked
 * @param mostTries what the counter starts with and goes back to, 1 to 15
 */
record SoftPin(byte[] salt, byte[] hash, int triesLeft, int mostTries) {
    private static final int ITERATIONS = 2_000;
    private static final int BYTES = 32;

    SoftPin {
        if (salt.length != 16 || hash.length != BYTES) {
            throw new IllegalArgumentException("salt of 16 bytes, hash of 32");
        }
        if (mostTries < 1 || mostTries > 15 || triesLeft < 0 || triesLeft > mostTries) {
            throw new IllegalArgumentException("0 to mostTries tries, mostTries 1 to 15");
        }
        salt = salt.clone();
        hash = hash.clone();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    static SoftPin of(byte[] field, int tries, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new SoftPin(salt, hash(field, salt), tries, tries);
    }

    boolean matches(byte[] field) {
        return MessageDigest.isEqual(hash, hash(field, salt));
    }

    SoftPin withTriesLeft(int tries) {
        return new SoftPin(salt, hash, tries, mostTries);
    }

    /** With another counter, which is full. */
    SoftPin withMostTries(int tries) {
        return new SoftPin(salt, hash, tries, tries);
    }

    private static byte[] hash(byte[] field, byte[] salt) {
        char[] chars = new char[field.length];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (field[i] & 0xFF);
        }
        PBEKeySpec spec = new PBEKeySpec(chars, salt, ITERATIONS, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(chars, '\0');
        }
    }
}
