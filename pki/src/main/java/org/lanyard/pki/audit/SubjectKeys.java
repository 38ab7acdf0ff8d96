package org.lanyard.pki.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.StoreException;
import org.lanyard.pki.store.StoreReason;

/**
 * A key for each subject (AES-256-GCM), wrapped by the master key. Never cached: a key that is destroyed has to be gone at
 * once.
 */
final class SubjectKeys {
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey master;
    private final SecureRandom random;

    SubjectKeys(MasterKey master, SecureRandom random) {
        this.master = master;
        this.random = random;
    }

    /**
     * @param bound what the ciphertext belongs to, so that it cannot be moved to another row
     * @return empty if the subject was erased: nothing personal is written about them again
     */
    Optional<byte[]> encrypt(Handle tx, String subject, String bound, byte[] plain) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        Optional<byte[]> key = find(tx, subject);
        if (key.isEmpty()) {
            Sql.update(
                    tx,
                    "INSERT INTO audit_key (subject, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    subject,
                    master.wrap(fresh, context(subject)));
            // What stands now: ours, another node's, or the mark that the subject was erased.
            key = find(tx, subject);
        }
        Arrays.fill(fresh, (byte) 0);
        return key.map(bytes -> {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            try {
                byte[] sealed = cipher(Cipher.ENCRYPT_MODE, bytes, nonce, bound).doFinal(plain);
                return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                        .put(VERSION)
                        .put(nonce)
                        .put(sealed)
                        .array();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM is not available", e);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    /** Empty if the key is destroyed, or the ciphertext is not what was written. */
    Optional<byte[]> decrypt(Handle handle, String subject, String bound, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES || sealed[0] != VERSION) {
            return Optional.empty();
        }
        return find(handle, subject).flatMap(key -> {
            try {
                byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
                int start = 1 + NONCE_BYTES;
                return Optional.of(
                        cipher(Cipher.DECRYPT_MODE, key, nonce, bound).doFinal(sealed, start, sealed.length - start));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }

    /** Destroys the key and leaves a mark, so that none is made again. */
    static void destroy(Handle tx, String subject) {
        Sql.update(
                tx,
                "INSERT INTO audit_key (subject, wrapped) VALUES (?, NULL)"
                        + " ON CONFLICT (subject) DO UPDATE SET wrapped = NULL",
                subject);
    }

    private Optional<byte[]> find(Handle handle, String subject) {
        return Sql.one(
                        handle,
                        "SELECT wrapped FROM audit_key WHERE subject = ? AND wrapped IS NOT NULL",
                        row -> row.getBytes(1),
                        subject)
                .map(wrapped -> {
                    try {
                        return master.unwrap(wrapped, context(subject));
                    } catch (PkiException e) {
                        throw new StoreException(
                                StoreReason.REFUSED,
                                "a subject's key does not open",
                                "Check that the master key is the one that belongs to this store.",
                                e);
                    }
                });
    }

    private static String context(String subject) {
        return "audit-subject:" + subject;
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
