package org.lanyard.card.personalise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.KDFCounterBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KDFCounterParameters;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.card.piv.ManagementKey;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SecretKeyFiles;

/**
 * The key from which each card's management key is derived (SP 800-108r1 §4.1: counter mode with HMAC-SHA-256, a counter
 * and a length of 32 bits), so that none of them is kept anywhere. Whoever has it can write every card of ours: it is kept
 * as the authority's keys are. Wiped by {@link #close()}.
 */
public final class CardMasterKey implements AutoCloseable {
    /** Its file in the authority's folder. */
    public static final String FILE = "cards.p12";

    private static final int BYTES = 32;
    private static final String MANAGEMENT_KEY = "lanyard card management key";
    private static final String NOTE_KEY = "lanyard card note key";

    private final byte[] key;

    private CardMasterKey(byte[] key) {
        this.key = key;
    }

    /** A key of 32 bytes, cloned. */
    public static CardMasterKey of(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a card master key has " + BYTES + " bytes");
        }
        return new CardMasterKey(key.clone());
    }

    /**
     * Makes a key and keeps it.
     *
     * @param folder the authority's
     * @throws PkiException KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE
     */
    public static CardMasterKey create(Path folder, Passphrase passphrase, SecureRandom random) throws PkiException {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        char[] typed = passphrase.read();
        try {
            SecretKeyFiles.create(folder.resolve(FILE), key, typed);
            return new CardMasterKey(key);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /** Whether the folder has one. */
    public static boolean isIn(Path folder) {
        return SecretKeyFiles.exists(folder.resolve(FILE));
    }

    /**
     * Opens the one that is kept.
     *
     * @param folder the authority's
     * @throws PkiException KEY_FILE_UNREADABLE, PASSPHRASE_WRONG
     */
    public static CardMasterKey open(Path folder, Passphrase passphrase) throws PkiException {
        byte[] key = SecretKeyFiles.open(folder.resolve(FILE), passphrase);
        if (key.length != BYTES) {
            Arrays.fill(key, (byte) 0);
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, folder.resolve(FILE) + " holds another kind of key");
        }
        return new CardMasterKey(key);
    }

    /** The management key of one card; the caller closes it. */
    ManagementKey managementKey(UUID card) {
        byte[] context = ByteBuffer.allocate(16)
                .putLong(card.getMostSignificantBits())
                .putLong(card.getLeastSignificantBits())
                .array();
        byte[] derived = derive(MANAGEMENT_KEY, context);
        try {
            return ManagementKey.of(ManagementAlgorithm.AES_256, derived);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /** What notes on cards are sealed with; the caller zeroes it. */
    byte[] noteKey() {
        return derive(NOTE_KEY, new byte[0]);
    }

    /** K(i) = HMAC(key, [i] || label || 00 || context || [L]). */
    byte[] derive(String label, byte[] context) {
        byte[] name = label.getBytes(StandardCharsets.US_ASCII);
        byte[] suffix = ByteBuffer.allocate(name.length + 1 + context.length + 4)
                .put(name)
                .put((byte) 0)
                .put(context)
                .putInt(BYTES * 8)
                .array();
        KDFCounterBytesGenerator generator = new KDFCounterBytesGenerator(new HMac(new SHA256Digest()));
        generator.init(new KDFCounterParameters(key, suffix, 32));
        byte[] derived = new byte[BYTES];
        generator.generateBytes(derived, 0, BYTES);
        return derived;
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "CardMasterKey";
    }
}
