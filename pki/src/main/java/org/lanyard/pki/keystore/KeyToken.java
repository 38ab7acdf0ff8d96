package org.lanyard.pki.keystore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * A PKCS#11 token that keys are made in, and never leave: they are marked sensitive and not extractable when they are
 * made, so that the token itself refuses to give them out. Its provider joins the JCA's list at the end: whoever signs
 * with such a key names no provider, and the ones before cannot take it. Safe for use by many threads.
 */
public final class KeyToken {
    private final String label;
    private final Provider provider;
    private final KeyStore store;

    private KeyToken(String label, Provider provider, KeyStore store) {
        this.label = label;
        this.provider = provider;
        this.store = store;
    }

    /**
     * Logs in to a token. A process logs in once: where it is so already, the token does not ask for the PIN again.
     *
     * @param library the PKCS#11 library of its maker
     * @param label what the token is called
     * @param pin the user's PIN
     * @throws PkiException TOKEN_UNUSABLE, TOKEN_PIN_WRONG, or as {@link Passphrase#read()}
     */
    public static KeyToken open(Path library, String label, Passphrase pin) throws PkiException {
        if (!Files.isReadable(library)) {
            throw new PkiException(PkiReason.TOKEN_UNUSABLE, "there is no library " + library);
        }
        Provider provider = TokenProviders.of(library, label);
        char[] typed = pin.read();
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, typed);
            return new KeyToken(label, provider, store);
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw new PkiException(wrong ? PkiReason.TOKEN_PIN_WRONG : PkiReason.TOKEN_UNUSABLE, label, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.TOKEN_UNUSABLE, label, e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /**
     * Makes a P-256 key in the token.
     *
     * @throws PkiException TOKEN_UNUSABLE
     */
    public KeyPair generate() throws PkiException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            if (pair.getPrivate().getEncoded() != null) {
                throw new PkiException(PkiReason.TOKEN_UNUSABLE, label + " gives keys out");
            }
            return pair;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.TOKEN_UNUSABLE, label, e);
        }
    }

    /**
     * Gives a key of this token its name.
     *
     * @param key made by {@link #generate()}
     * @throws PkiException TOKEN_UNUSABLE; KEY_FILE_EXISTS if the name is taken
     */
    public void keep(String name, SigningKey key) throws PkiException {
        try {
            if (store.containsAlias(name)) {
                throw new PkiException(PkiReason.KEY_FILE_EXISTS, name + " in " + label);
            }
            store.setKeyEntry(name, key.key(), null, new Certificate[] {key.certificate()});
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.TOKEN_UNUSABLE, label, e);
        }
    }

    /**
     * A key of this token, which signs and has no encoding.
     *
     * @param certificate the certificate that goes with it now
     * @throws PkiException TOKEN_UNUSABLE; AUTHORITY_BROKEN if the key is another's
     */
    public Optional<PrivateKey> key(String name, X509Certificate certificate) throws PkiException {
        try {
            if (!(store.getKey(name, null) instanceof PrivateKey key)) {
                return Optional.empty();
            }
            if (!Arrays.equals(
                    store.getCertificate(name).getPublicKey().getEncoded(),
                    certificate.getPublicKey().getEncoded())) {
                throw new PkiException(PkiReason.AUTHORITY_BROKEN, "the key of " + name + " is another's");
            }
            return Optional.of(key);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new PkiException(PkiReason.TOKEN_UNUSABLE, label, e);
        }
    }

    @Override
    public String toString() {
        return "KeyToken[" + label + "]";
    }
}
