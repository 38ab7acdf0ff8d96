package org.lanyard.webauthn;

import java.util.Optional;

/**
 * Signature algorithms that a credential may be asked for, by their COSE numbers (IANA COSE Algorithms, RFC 9053): those
 * that Yubico's library verifies. The first three of {@link RelyingPartyRules} are asked for unless configured otherwise.
 */
public enum KeyAlgorithm {
    ES256(-7, "SHA256withECDSA"),
    EDDSA(-8, "Ed25519"),
    ES384(-35, "SHA384withECDSA"),
    ES512(-36, "SHA512withECDSA"),
    ED448(-53, "Ed448"),
    RS256(-257, "SHA256withRSA"),
    RS384(-258, "SHA384withRSA"),
    RS512(-259, "SHA512withRSA"),
    /** RSA with SHA-1 (RFC 8812 §2: "SHOULD NOT be used"): some TPMs of 2016 make nothing else. Never for people. */
    RS1(-65535, "SHA1withRSA");

    private final int cose;
    private final String signatureName;

    KeyAlgorithm(int cose, String signatureName) {
        this.cose = cose;
        this.signatureName = signatureName;
    }

    /** The number that stands in {@code pubKeyCredParams} and under label 3 of the key. */
    public int cose() {
        return cose;
    }

    /** The JCA's name of the signature algorithm. */
    public String signatureName() {
        return signatureName;
    }

    public static Optional<KeyAlgorithm> ofCose(long number) {
        for (KeyAlgorithm algorithm : values()) {
            if (algorithm.cose == number) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
