package org.lanyard.pki.keystore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * A private key with its chain in a PKCS#12 file (RFC 7292), encrypted and authenticated under a passphrase as the JDK
 * does by default (PBES2 with AES-256, HMAC-SHA-256). One key a file, mode 0600, written whole or not at all.
 */
public final class KeyFiles {
    private static final int LIMIT = 1 << 20;
    private static final String ALIAS = "key";

    private KeyFiles() {}

    /**
     * Writes a key where no file is yet.
     *
     * @param passphrase left as it is: the caller zeroes it
     * @throws PkiException KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE
     */
    public static void create(Path file, SigningKey key, char[] passphrase) throws PkiException {
        if (!SecretFiles.createOnce(file, encode(file, key, passphrase))) {
            throw new PkiException(PkiReason.KEY_FILE_EXISTS, file.toString());
        }
    }

    /**
     * Whether a key could be written there, for whoever is about to have it certified.
     *
     * @throws PkiException KEY_FILE_EXISTS, KEY_FILE_UNWRITABLE
     */
    public static void requireRoom(Path file) throws PkiException {
        if (SecretFiles.exists(file)) {
            throw new PkiException(PkiReason.KEY_FILE_EXISTS, file.toString());
        }
        SecretFiles.tryOut(file);
    }

    /**
     * Writes a key in the place of an older one.
     *
     * @param passphrase left as it is: the caller zeroes it
     * @throws PkiException KEY_FILE_UNWRITABLE
     */
    public static void replace(Path file, SigningKey key, char[] passphrase) throws PkiException {
        SecretFiles.replace(file, encode(file, key, passphrase));
    }

    private static byte[] encode(Path file, SigningKey key, char[] passphrase) throws PkiException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key.key(), passphrase, key.chain().toArray(new Certificate[0]));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, passphrase);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNWRITABLE, file.toString(), e);
        }
    }

    /**
     * Opens a file with exactly one key.
     *
     * @throws PkiException KEY_FILE_UNREADABLE, or as {@link Passphrase#read()}, or PASSPHRASE_WRONG
     */
    public static SigningKey open(Path file, Passphrase passphrase) throws PkiException {
        byte[] bytes = SecretFiles.read(file, LIMIT);
        char[] typed = passphrase.read();
        try {
            return open(file, bytes, typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static SigningKey open(Path file, byte[] bytes, char[] passphrase) throws PkiException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), passphrase);
            List<String> aliases = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    aliases.add(alias);
                }
            }
            if (aliases.size() != 1) {
                throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file + " holds " + aliases.size() + " keys");
            }
            Key key = store.getKey(aliases.get(0), passphrase);
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : store.getCertificateChain(aliases.get(0))) {
                chain.add((X509Certificate) certificate);
            }
            return new SigningKey((PrivateKey) key, chain);
        } catch (IOException e) {
            // The JDK says "wrong password" by this cause; anything else is a damaged file.
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw new PkiException(
                    wrong ? PkiReason.PASSPHRASE_WRONG : PkiReason.KEY_FILE_UNREADABLE, file.toString(), e);
        } catch (UnrecoverableKeyException e) {
            throw new PkiException(PkiReason.PASSPHRASE_WRONG, file.toString(), e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.KEY_FILE_UNREADABLE, file.toString(), e);
        }
    }
}
