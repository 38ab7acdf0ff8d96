package org.lanyard.session.policy;

import java.util.Locale;

/** How much of its make a new key is asked to prove (WebAuthn Level 3 §5.4.7), least first. */
public enum Conveyance {
    NONE,
    INDIRECT,
    /** Asked for, and required: a key whose attestation leads to no listed root is refused. */
    DIRECT;

    /** The word that WebAuthn, files and the store have. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Conveyance of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
