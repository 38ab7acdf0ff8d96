package org.lanyard.webauthn;

import java.util.Locale;
import java.util.Optional;

/** Where the authenticator is to be (W3C WebAuthn Level 3 §5.4.5): in the device, or one that roams. */
public enum Attachment {
    PLATFORM,
    CROSS_PLATFORM;

    /** As it stands in the options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Attachment> ofWord(String word) {
        for (Attachment one : values()) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
