package org.lanyard.pki.keystore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * The one secret that the service keeps outside its store: 32 random bytes in a file of mode 0600. Everything secret
 * inside the store is wrapped under it (AES-256-GCM, NIST SP 800-38D) or derived from it (HKDF-SHA-256, RFC 5869).
 *
 * <p>Safe for use by many threads.
 */
public final class MasterKey {
    private static final String HEADER = "LANYARD-MASTER-KEY-1 ";
    private static final int KEY_BYTES = 32;
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BITS / 8;

    private final byte[] key;
    private final SecureRandom random;

    private MasterKey(byte[] key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /** As {@link #openOrCreate(Path, SecureRandom)} with the JCA's preferred source of randomness. */
    public static MasterKey openOrCreate(Path file) throws PkiException {
        return openOrCreate(file, new SecureRandom());
    }

    /**
     * Reads the key, or makes one where the file is absent. Two processes that start at once end with the same key.
     *
     * @throws PkiException KEY_FILE_UNREADABLE if the file is there but is not a master key, KEY_FILE_UNWRITABLE
     */
    public static MasterKey openOrCreate(Path file, SecureRandom random) throws PkiException {
        if (!SecretFiles.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            byte[] text = (HEADER + Base64.getUrlEncoder().withoutPadding().encodeToString(fresh) + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
            try {
                SecretFiles.createOnce(file, text);
            } finally {
                Arrays.fill(fresh, (byte) 0);
                Arrays.fill(text, (byte) 0);
            }
        }
        byte[] text = SecretFiles.read(file, 256);
        try {
            return new MasterKey(parse(text, file), random);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static byte[] parse(byte[] text, Path file) throws PkiException {
        String line = new String(text, StandardCharsets.US_ASCII);
        if (line.startsWith(HEADER) && line.endsWith("\n")) {
            try {
                byte[] key = Base64.getUrlDecoder().decode(line.substring(HEADER.length(), line.length() - 1));
                if (key.length == KEY_BYTES) {
                    return key;
                }
            } catch (IllegalArgumentException e) {
                throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file + " is not a master key", e);
            }
        }
        throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file + " is not a master key");
    }

    /**
     * Encrypts and authenticates.
     *
     * @param plain any bytes
     * @param context what they are for; the same string is needed to unwrap, so that one wrapped secret cannot be put in
     *     another's place
     * @return version (1) ‖ nonce (12) ‖ ciphertext ‖ tag (16)
     */
    public byte[] wrap(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * Opens what {@link #wrap} made with the same context.
     *
     * @throws PkiException WRAPPED_SECRET_ALTERED for anything else
     */
    public byte[] unwrap(byte[] wrapped, String context) throws PkiException {
        if (wrapped.length < OVERHEAD || wrapped[0] != VERSION) {
            throw new PkiException(PkiReason.WRAPPED_SECRET_ALTERED, context);
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(wrapped, 1, 1 + NONCE_BYTES), context);
            return cipher.doFinal(wrapped, 1 + NONCE_BYTES, wrapped.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new PkiException(PkiReason.WRAPPED_SECRET_ALTERED, context, e);
        }
    }

    /**
     * A key of its own for one purpose, the same each time.
     *
     * @param label the purpose
     * @param length in bytes, at most 255 × 32 (RFC 5869 section 2.3)
     */
    public byte[] derive(String label, int length) {
        return expand("derive:" + label, length);
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        // A key for each context: random nonces of 96 bits then meet their birthday bound per context, not in sum.
        byte[] contextKey = expand("wrap:" + context, KEY_BYTES);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(contextKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher;
        } finally {
            Arrays.fill(contextKey, (byte) 0);
        }
    }

    private byte[] expand(String info, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
        // The master key is uniform already, so extraction is skipped (RFC 5869 section 3.3).
        hkdf.init(HKDFParameters.skipExtractParameters(key, info.getBytes(StandardCharsets.UTF_8)));
        byte[] out = new byte[length];
        hkdf.generateBytes(out, 0, length);
        return out;
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
