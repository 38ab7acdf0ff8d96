package org.lanyard.webauthn;

import java.util.Locale;
import java.util.Optional;

/** How much of its attestation an authenticator is asked to show (W3C WebAuthn Level 3 §5.4.7). */
public enum AttestationConveyance {
    NONE,
    INDIRECT,
    DIRECT;

    /** As it stands in the options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AttestationConveyance> ofWord(String word) {
        for (AttestationConveyance one : values()) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
