package org.lanyard.pki.ca;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublicationPoints;

/** Certifies issuing authorities with the root's key, and keeps their keys and certificates in the folder. */
public final class RootOffice {
    private final AuthorityDirectory directory;
    private final SigningKey root;
    private final AuthorityCertificates certificates;

    private RootOffice(AuthorityDirectory directory, SigningKey root, AuthorityCertificates certificates) {
        this.directory = directory;
        this.root = root;
        this.certificates = certificates;
    }

    /**
     * Opens the root's key.
     *
     * @param file {@code root.p12}, wherever it is mounted
     * @throws PkiException ROOT_NOT_OURS if it is another authority's, and as {@link KeyFiles#open} and
     *     {@link AuthoritySettings#read}
     */
    public static RootOffice open(
            AuthorityDirectory directory, Path file, Passphrase passphrase, OidArc arc, SecureRandom random)
            throws PkiException {
        SigningKey root = KeyFiles.open(file, passphrase);
        if (!root.certificate().equals(directory.root())) {
            throw new PkiException(PkiReason.ROOT_NOT_OURS, file.toString());
        }
        PublicationPoints points =
                AuthoritySettings.read(directory.folder()).publication().points();
        return new RootOffice(directory, root, new AuthorityCertificates(arc, points, random));
    }

    /** The root's key. */
    public SigningKey root() {
        return root;
    }

    /** The folder. */
    public AuthorityDirectory directory() {
        return directory;
    }

    /** Makes a key, certifies it as an issuing authority's, and keeps both. */
    public X509Certificate certifyNew(NewKeys keys, Instant now) throws PkiException {
        KeyPair pair = keys.generate();
        X509Certificate certificate =
                certificates.issuing(root, pair.getPublic(), now, AuthorityDirectory.ISSUING_VALIDITY);
        String id = CertificateId.issuerId(certificate);
        keys.keep(directory, id, new SigningKey(pair.getPrivate(), List.of(certificate, root.certificate())));
        // Last: a key is looked for where there is a certificate.
        directory.writeCertificate(id, certificate);
        return certificate;
    }

    /** Certifies an issuing authority's key anew, under its name, and keeps the certificate. */
    public X509Certificate certifyAnew(X509Certificate before, Instant now) throws PkiException {
        X509Certificate certificate = certificates.anew(root, before, now, AuthorityDirectory.ISSUING_VALIDITY);
        directory.writeCertificate(CertificateId.issuerId(certificate), certificate);
        return certificate;
    }
}
