package org.lanyard.webauthn;

import java.util.Locale;
import java.util.Optional;

/** What the browser should offer first (W3C WebAuthn Level 3 §5.8.7). It binds nobody. */
public enum Hint {
    SECURITY_KEY(Attachment.CROSS_PLATFORM),
    CLIENT_DEVICE(Attachment.PLATFORM),
    HYBRID(Attachment.CROSS_PLATFORM);

    private final Attachment attachment;

    Hint(Attachment attachment) {
        this.attachment = attachment;
    }

    /** "For compatibility with older user agents …, the authenticatorAttachment SHOULD be set to" this. */
    public Attachment attachment() {
        return attachment;
    }

    /** As it stands in the options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Hint> ofWord(String word) {
        for (Hint one : values()) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
