package org.lanyard.pki.keystore;

import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/** The kinds of public key that are certified, by what breaks them together. */
public enum KeyAlgorithm {
    P_256("p-256"),
    P_384("p-384"),
    /** RSA of 2048 bits, up to 3071. */
    RSA_2048("rsa-2048"),
    /** RSA of 3072 bits, up to 4095. */
    RSA_3072("rsa-3072"),
    RSA_4096("rsa-4096");

    private final String label;

    KeyAlgorithm(String label) {
        this.label = label;
    }

    /** The name in configuration, on the command line and in the store. */
    public String label() {
        return label;
    }

    /** The kind of a label. */
    public static Optional<KeyAlgorithm> ofLabel(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    /**
     * The kind of a key.
     *
     * @throws PkiException KEY_NOT_ALLOWED if it is none that is taken
     */
    public static KeyAlgorithm of(PublicKey key) throws PkiException {
        AllowedKeys.require(key);
        if (key instanceof ECKey ec) {
            return ec.getParams().getOrder().bitLength() > 256 ? P_384 : P_256;
        }
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < 3072) {
                return RSA_2048;
            }
            return bits < 4096 ? RSA_3072 : RSA_4096;
        }
        throw new PkiException(PkiReason.KEY_NOT_ALLOWED, key.getAlgorithm());
    }
}
