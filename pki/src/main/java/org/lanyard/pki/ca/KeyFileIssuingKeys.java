package org.lanyard.pki.ca;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;

/**
 * The issuing keys of an authority's folder, in PKCS#12 files under one passphrase, but for those that have one of their
 * own in {@code issuing/ID.pass}, such as a school's. The certificate beside a key file
 * counts, not the one inside: it may have been issued anew for the same key since.
 */
public final class KeyFileIssuingKeys implements IssuingKeys {
    private final AuthorityDirectory directory;
    private final Passphrase passphrase;
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

    /**
     * Keys of a folder; none is opened yet.
     *
     * @param passphrase read when a key is opened for the first time
     */
    public KeyFileIssuingKeys(AuthorityDirectory directory, Passphrase passphrase) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.passphrase = Objects.requireNonNull(passphrase, "passphrase");
    }

    @Override
    public Optional<SigningKey> of(String authorityId) throws PkiException {
        SigningKey known = opened.get(authorityId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<X509Certificate> certificate = directory.certificateOf(authorityId);
        return certificate.isPresent() && Files.exists(directory.keyFile(authorityId))
                ? Optional.of(open(authorityId, certificate.get()))
                : Optional.empty();
    }

    private Passphrase passphrase(String authorityId) {
        Path own = directory.passphraseFile(authorityId);
        return Files.exists(own) ? new Passphrase.FromFile(own) : passphrase;
    }

    private synchronized SigningKey open(String authorityId, X509Certificate certificate) throws PkiException {
        SigningKey known = opened.get(authorityId);
        if (known != null) {
            return known;
        }
        SigningKey inFile = KeyFiles.open(directory.keyFile(authorityId), passphrase(authorityId));
        if (!inFile.publicKey().equals(certificate.getPublicKey())) {
            throw new PkiException(PkiReason.AUTHORITY_BROKEN, "the key of " + authorityId + " is another's");
        }
        SigningKey key = new SigningKey(inFile.key(), List.of(certificate, directory.root()));
        opened.put(authorityId, key);
        return key;
    }
}
