package org.lanyard.session.notice;

import java.util.Locale;

/** As what somebody is told: each gets other words. */
public enum Audience {
    /** Whose key it is. */
    PERSON,
    /** A safeguarding lead of a school of the person, or of a child of theirs. */
    LEAD,
    /** Somebody else of the family, where a school permitted it. */
    FAMILY;

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    static Audience of(String code) {
        for (Audience audience : values()) {
            if (audience.code().equals(code)) {
                return audience;
            }
        }
        throw new IllegalArgumentException("not an audience");
    }
}
