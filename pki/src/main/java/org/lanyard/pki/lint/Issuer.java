package org.lanyard.pki.lint;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.SignatureAlgorithm;
import org.lanyard.pki.profile.CertificateExtensions;

/**
 * What the rules need to know of the issuer, which for a root is the certificate itself.
 *
 * @param subject its subject, DER
 * @param keyIdentifier its subject key identifier
 * @param key its public key; null where it is of a kind that is not known
 * @param encodedKey the same as SubjectPublicKeyInfo
 * @param algorithm what such a key signs with; empty where it may not
 * @param notBefore from when it may sign
 * @param notAfter until when
 * @param pathLength how many authorities may follow it; -1 where it is no authority
 */
record Issuer(
        byte[] subject,
        Optional<byte[]> keyIdentifier,
        PublicKey key,
        byte[] encodedKey,
        Optional<SignatureAlgorithm> algorithm,
        Instant notBefore,
        Instant notAfter,
        int pathLength) {

    static Issuer of(X509Certificate certificate) throws PkiException {
        return of(
                certificate.getSubjectX500Principal().getEncoded(),
                CertificateExtensions.subjectKeyIdentifier(certificate),
                certificate.getPublicKey(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getBasicConstraints());
    }

    static Issuer of(
            byte[] subject,
            Optional<byte[]> keyIdentifier,
            PublicKey key,
            Instant notBefore,
            Instant notAfter,
            int pathLength) {
        return new Issuer(
                subject,
                keyIdentifier,
                key,
                key == null ? new byte[0] : key.getEncoded(),
                algorithm(key),
                notBefore,
                notAfter,
                pathLength);
    }

    private static Optional<SignatureAlgorithm> algorithm(PublicKey key) {
        try {
            return key == null ? Optional.empty() : Optional.of(SignatureAlgorithm.of(key));
        } catch (PkiException e) {
            return Optional.empty();
        }
    }
}
