package org.lanyard.session.notice;

import java.util.Locale;

/** How far a notice has come. */
public enum NoticeStatus {
    WAITING,
    SENT,
    GIVEN_UP;

    /** The word of the store and of the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    static NoticeStatus of(String code) {
        for (NoticeStatus status : values()) {
            if (status.code().equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("not a status");
    }
}
