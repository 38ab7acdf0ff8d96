package org.lanyard.session.people;

import java.util.Locale;

/** What a person is first of all. A teacher may be a parent too: guardianship is asked of its own room, never of this. */
public enum PersonRole {
    PUPIL,
    GUARDIAN,
    STAFF;

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    public static PersonRole of(String code) {
        for (PersonRole role : values()) {
            if (role.code().equals(code)) {
                return role;
            }
        }
        throw new IllegalArgumentException("not a role");
    }
}
