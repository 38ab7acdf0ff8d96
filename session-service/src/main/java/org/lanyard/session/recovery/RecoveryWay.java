package org.lanyard.session.recovery;

import java.util.Locale;

/** By what somebody comes back in. */
public enum RecoveryWay {
    /** In person, at the office of a school. */
    OFFICE,
    /** By a one-time code that they printed. */
    CODE;

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecoveryWay of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
