package org.lanyard.card.piv;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The key of whoever may write a card, 9B; wiped by {@link #close()}. */
public final class ManagementKey implements AutoCloseable {
    private static final byte[] VENDORS = HexFormat.of().parseHex("0102030405060708".repeat(3));

    private final ManagementAlgorithm algorithm;
    private final byte[] key;
    private boolean closed;

    private ManagementKey(ManagementAlgorithm algorithm, byte[] key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    /**
     * @param key cloned; the caller's to wipe
     * @throws IllegalArgumentException unless it is as long as the algorithm wants
     */
    public static ManagementKey of(ManagementAlgorithm algorithm, byte[] key) {
        if (key.length != algorithm.keyBytes()) {
            throw new IllegalArgumentException(algorithm + " has keys of " + algorithm.keyBytes() + " bytes");
        }
        return new ManagementKey(algorithm, key.clone());
    }

    /**
     * What blank cards are delivered with, known to everybody: 01 to 08 three times, for Triple DES on older cards and
     * for AES-192 on newer ones.
     *
     * @throws IllegalArgumentException for an algorithm with keys of another length
     */
    public static ManagementKey ofNewCards(ManagementAlgorithm algorithm) {
        return of(algorithm, VENDORS);
    }

    public ManagementAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of the key, to be wiped by whoever asked. */
    public byte[] copy() {
        requireOpen();
        return key.clone();
    }

    byte[] encrypt(byte[] block) {
        return crypt(Cipher.ENCRYPT_MODE, block);
    }

    byte[] decrypt(byte[] block) {
        return crypt(Cipher.DECRYPT_MODE, block);
    }

    private byte[] crypt(int mode, byte[] block) {
        requireOpen();
        try {
            Cipher cipher = Cipher.getInstance(algorithm.cipher() + "/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, algorithm.cipher()));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the key is wiped");
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ManagementKey[" + algorithm + "]";
    }
}
