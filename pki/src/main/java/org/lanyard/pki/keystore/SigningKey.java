package org.lanyard.pki.keystore;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * A private key and the certificates that vouch for it.
 *
 * @param key the private key; it may live in a token, so its encoding may be absent
 * @param chain leaf first, at least the leaf; the root may be left out
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {
    public SigningKey {
        Objects.requireNonNull(key, "key");
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("A signing key needs its certificate");
        }
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        if (!algorithm.equals(key.getAlgorithm())) {
            throw new IllegalArgumentException(
                    "The certificate is for " + algorithm + ", the key is " + key.getAlgorithm());
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The public key of {@link #certificate()}. */
    public PublicKey publicKey() {
        return certificate().getPublicKey();
    }

    @Override
    public String toString() {
        return "SigningKey[" + certificate().getSerialNumber().toString(16) + "]";
    }
}
