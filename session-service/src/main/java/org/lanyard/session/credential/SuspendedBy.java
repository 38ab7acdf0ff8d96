package org.lanyard.session.credential;

import java.util.Locale;

/** On whose word a key was suspended. */
public enum SuspendedBy {
    /** Its owner: lost, or stolen. */
    OWNER,
    OFFICE,
    /** Its counter went back: there may be a copy. */
    COUNTER,
    /** Its model was reported as broken. */
    MODEL,
    /** A rule of the authority. */
    POLICY;

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may be in use again on the office's word alone; else somebody has to say that they know what was found. */
    public boolean releasedLightly() {
        return switch (this) {
            case OWNER, OFFICE, POLICY -> true;
            case COUNTER, MODEL -> false;
        };
    }

    static SuspendedBy of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
