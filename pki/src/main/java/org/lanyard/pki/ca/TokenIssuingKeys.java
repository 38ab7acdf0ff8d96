package org.lanyard.pki.ca;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyToken;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;

/**
 * The issuing keys of an authority's folder that are in a PKCS#11 token, each under its authority's id. The token is
 * logged in to when the first key is asked for.
 */
public final class TokenIssuingKeys implements IssuingKeys {
    private final AuthorityDirectory directory;
    private final AuthoritySettings.Token place;
    private final Passphrase pin;
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();
    private KeyToken token;

    /**
     * Keys of a token.
     *
     * @param pin read when a key is asked for the first time
     */
    public TokenIssuingKeys(AuthorityDirectory directory, AuthoritySettings.Token place, Passphrase pin) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.place = Objects.requireNonNull(place, "place");
        this.pin = Objects.requireNonNull(pin, "pin");
    }

    @Override
    public Optional<SigningKey> of(String authorityId) throws PkiException {
        SigningKey known = opened.get(authorityId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<X509Certificate> certificate = directory.certificateOf(authorityId);
        return certificate.isPresent() ? find(authorityId, certificate.get()) : Optional.empty();
    }

    private synchronized Optional<SigningKey> find(String authorityId, X509Certificate certificate)
            throws PkiException {
        if (token == null) {
            token = KeyToken.open(place.library(), place.label(), pin);
        }
        Optional<PrivateKey> key = token.key(authorityId, certificate);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        SigningKey signing = new SigningKey(key.get(), List.of(certificate, directory.root()));
        opened.put(authorityId, signing);
        return Optional.of(signing);
    }
}
