package org.lanyard.card.softcard;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import org.lanyard.card.piv.AlgorithmId;

/**
 * One key of a software card.
 *
 * @param algorithm the one algorithm that the key answers to
 * @param certificate absent until the authority has issued one
 */
public record SoftKey(
        AlgorithmId algorithm, PrivateKey privateKey, PublicKey publicKey, Optional<X509Certificate> certificate) {
    public SoftKey {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(privateKey, "privateKey");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(certificate, "certificate");
    }

    /** @throws IllegalArgumentException if the certificate is for another key */
    SoftKey with(X509Certificate newCertificate) {
        if (!newCertificate.getPublicKey().equals(publicKey)) {
            throw new IllegalArgumentException("the certificate is for another key");
        }
        return new SoftKey(algorithm, privateKey, publicKey, Optional.of(newCertificate));
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return "SoftKey[" + algorithm + (certificate.isPresent() ? ", certified]" : "]");
    }
}
