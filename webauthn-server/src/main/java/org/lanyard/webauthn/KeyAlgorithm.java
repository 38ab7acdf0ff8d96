package org.lanyard.webauthn;

import java.util.Optional;

/** Signature algorithms that a credential may be asked for, by their COSE numbers (IANA COSE Algorithms, RFC 9053). */
public enum KeyAlgorithm {
    ES256(-7),
    EDDSA(-8),
    ES384(-35),
    ES512(-36),
    ED448(-53),
    RS256(-257);

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
