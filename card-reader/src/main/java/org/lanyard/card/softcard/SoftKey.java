package org.lanyard.card.softcard;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Objects;
import org.lanyard.card.piv.AlgorithmId;

/**
 * One key of a software card.
 *
 * @param algorithm the one algorithm that the key answers to
 */
record SoftKey(AlgorithmId algorithm, PrivateKey privateKey, PublicKey publicKey) {
    SoftKey {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(privateKey, "privateKey");
        Objects.requireNonNull(publicKey, "publicKey");
    }

    static SoftKey generate(AlgorithmId algorithm, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.isEllipticCurve() ? "EC" : "RSA");
            switch (algorithm) {
                case P_256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                case P_384 -> generator.initialize(new ECGenParameterSpec("secp384r1"), random);
                case RSA_2048 -> generator.initialize(2048, random);
                case RSA_3072 -> generator.initialize(3072, random);
            }
            KeyPair pair = generator.generateKeyPair();
            return new SoftKey(algorithm, pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes " + algorithm + " keys", e);
        }
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return "SoftKey[" + algorithm + "]";
    }
}
