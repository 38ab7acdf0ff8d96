package org.lanyard.session.people;

import java.util.Locale;

/** Whether a person or a school takes part. Nothing is ever deleted by a roster: it becomes inactive. */
public enum Status {
    ACTIVE,
    INACTIVE;

    /** The word that the store keeps. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    public static Status of(String code) {
        for (Status status : values()) {
            if (status.code().equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("not a status");
    }
}
