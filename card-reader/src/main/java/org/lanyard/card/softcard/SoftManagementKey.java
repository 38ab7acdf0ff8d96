package org.lanyard.card.softcard;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.lanyard.card.piv.ManagementAlgorithm;

/**
 * The management key of a software card, 9B.
 *
 * @param key as long as the algorithm wants; cloned in and out
 */
record SoftManagementKey(ManagementAlgorithm algorithm, byte[] key) {
    SoftManagementKey {
        Objects.requireNonNull(algorithm, "algorithm");
        if (key.length != algorithm.keyBytes()) {
            throw new IllegalArgumentException(algorithm + " has keys of " + algorithm.keyBytes() + " bytes");
        }
        key = key.clone();
    }

    /** What cards are delivered with. */
    static SoftManagementKey ofNewCards(ManagementAlgorithm algorithm) {
        byte[] pattern = HexFormat.of().parseHex("0102030405060708".repeat(4));
        return new SoftManagementKey(algorithm, Arrays.copyOf(pattern, algorithm.keyBytes()));
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    byte[] encrypt(byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm.cipher() + "/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, algorithm.cipher()));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SoftManagementKey[" + algorithm + "]";
    }
}
