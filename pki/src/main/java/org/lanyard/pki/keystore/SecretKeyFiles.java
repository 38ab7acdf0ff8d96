package org.lanyard.pki.keystore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** A symmetric key in a PKCS#12 file, kept as {@link KeyFiles} keeps private ones: encrypted, mode 0600, whole or absent. */
public final class SecretKeyFiles {
    private static final int LIMIT = 1 << 16;
    private static final String ALIAS = "key";

    private SecretKeyFiles() {}

    /**
     * Writes a key where no file is yet.
     *
     * @param key left as it is: the caller zeroes it
     * @param passphrase left as it is: the caller zeroes it
     * @throws PkiException KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE
     */
    public static void create(Path file, byte[] key, char[] passphrase) throws PkiException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry(
                    ALIAS,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
                    new KeyStore.PasswordProtection(passphrase));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, passphrase);
            if (!SecretFiles.createOnce(file, bytes.toByteArray())) {
                throw new PkiException(PkiReason.KEY_FILE_EXISTS, file.toString());
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file.toString(), e);
        }
    }

    /** Whether there is such a file. */
    public static boolean exists(Path file) {
        return SecretFiles.exists(file);
    }

    /**
     * Opens a file.
     *
     * @return the key, the caller's to zero
     * @throws PkiException KEY_FILE_UNREADABLE, PASSPHRASE_WRONG, or as {@link Passphrase#read()}
     */
    public static byte[] open(Path file, Passphrase passphrase) throws PkiException {
        byte[] bytes = SecretFiles.read(file, LIMIT);
        char[] typed = passphrase.read();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), typed);
            Key key = store.getKey(ALIAS, typed);
            if (key == null || key.getEncoded() == null) {
                throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file + " holds no such key");
            }
            return key.getEncoded();
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw new PkiException(
                    wrong ? PkiReason.PASSPHRASE_WRONG : PkiReason.KEY_FILE_UNREADABLE, file.toString(), e);
        } catch (UnrecoverableKeyException e) {
            throw new PkiException(PkiReason.PASSPHRASE_WRONG, file.toString(), e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file.toString(), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
