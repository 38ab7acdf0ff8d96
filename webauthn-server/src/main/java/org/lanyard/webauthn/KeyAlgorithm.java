package org.lanyard.webauthn;

import java.util.Optional;

/**
 * Signature algorithms that a credential may be asked for, by their COSE numbers (IANA COSE Algorithms, RFC 9053): those
 * that Yubico's library verifies. The first three of {@link RelyingPartyRules} are asked for unless configured otherwise.
 */
public enum KeyAlgorithm {
    ES256(-7),
    EDDSA(-8),
    ES384(-35),
    ES512(-36),
    ED448(-53),
    RS256(-257),
    RS384(-258),
    RS512(-259),
    /** RSA with SHA-1 (RFC 8812 §2: "SHOULD NOT be used"): some TPMs of 2016 make nothing else. Never for people. */
    RS1(-65535);

    private final int cose;

    KeyAlgorithm(int cose) {
        this.cose = cose;
    }

    /** The number that stands in {@code pubKeyCredParams} and under label 3 of the key. */
    public int cose() {
        return cose;
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
