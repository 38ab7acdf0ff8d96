package org.lanyard.card.piv;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/** The algorithm identifiers that we use (SP 800-78-5, table 6-2), and what each signs with. */
public enum AlgorithmId {
    RSA_3072(0x05, 384, "SHA-256", "SHA256withRSA"),
    RSA_2048(0x07, 256, "SHA-256", "SHA256withRSA"),
    P_256(0x11, 32, "SHA-256", "SHA256withECDSA"),
    P_384(0x14, 48, "SHA-384", "SHA384withECDSA");

    private final int value;
    private final int inputBytes;
    private final String digest;
    private final String signature;

    AlgorithmId(int value, int inputBytes, String digest, String signature) {
        this.value = value;
        this.inputBytes = inputBytes;
        this.digest = digest;
        this.signature = signature;
    }

    /** P1 of GENERAL AUTHENTICATE. */
    public int value() {
        return value;
    }

    /**
     * How long the challenge is that the card signs: the digest for a curve, the padded block for RSA. A coordinate of
     * the curve and the modulus are as long.
     */
    public int inputBytes() {
        return inputBytes;
    }

    /** JCA name of the digest that JWS pairs with this key (ES256, ES384, RS256). */
    public String digest() {
        return digest;
    }

    /** JCA name of the whole signature. */
    public String signature() {
        return signature;
    }

    public boolean isEllipticCurve() {
        return this == P_256 || this == P_384;
    }

    /** @throws CardException {@link CardFault#KEY_UNSUPPORTED} */
    public static AlgorithmId of(PublicKey key) throws CardException {
        if (key instanceof RSAPublicKey rsa) {
            switch (rsa.getModulus().bitLength()) {
                case 2048:
                    return RSA_2048;
                case 3072:
                    return RSA_3072;
                default:
            }
        }
        if (key instanceof ECPublicKey ec) {
            switch (ec.getParams().getCurve().getField().getFieldSize()) {
                case 256:
                    return P_256;
                case 384:
                    return P_384;
                default:
            }
        }
        throw new CardException(CardFault.KEY_UNSUPPORTED, key.getAlgorithm());
    }

    /** @throws CardException {@link CardFault#KEY_UNSUPPORTED} if P1 names none of ours */
    public static AlgorithmId of(int value) throws CardException {
        for (AlgorithmId id : values()) {
            if (id.value == value) {
                return id;
            }
        }
        throw new CardException(CardFault.KEY_UNSUPPORTED, String.format("algorithm %02X", value));
    }
}
