package org.lanyard.pki.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.lanyard.pki.keystore.CryptoProviders;

/** Key pairs of the kinds that tests need. */
public final class TestKeys {
    private TestKeys() {}

    static {
        // It makes an RSA key in a tenth of the time.
        CryptoProviders.install();
    }

    /** A fresh P-256 key. */
    public static KeyPair p256() {
        return ec("secp256r1");
    }

    /** A fresh P-384 key. */
    public static KeyPair p384() {
        return ec("secp384r1");
    }

    /** A fresh key on a named curve. */
    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh RSA key with the exponent 65537. */
    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
