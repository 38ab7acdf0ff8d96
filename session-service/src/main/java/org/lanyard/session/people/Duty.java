package org.lanyard.session.people;

import java.util.Locale;
import java.util.Optional;

/** What somebody is charged with, besides their {@link PersonRole role}. */
public enum Duty {
    OFFICE,
    TEACHER,
    /** Is told of what may endanger a child: keys, recoveries, restrictions. */
    SAFEGUARDING_LEAD,
    SCHOOL_ADMIN,
    COUNCIL_ADMIN,
    AUDITOR;

    /** Whether it is of one school; else it is of the whole authority. */
    public boolean ofASchool() {
        return switch (this) {
            case OFFICE, TEACHER, SAFEGUARDING_LEAD, SCHOOL_ADMIN -> true;
            case COUNCIL_ADMIN, AUDITOR -> false;
        };
    }

    /** The word that the store keeps and people type: {@code safeguarding-lead}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The duty that a word names. */
    public static Optional<Duty> find(String code) {
        for (Duty duty : values()) {
            if (duty.code().equals(code)) {
                return Optional.of(duty);
            }
        }
        return Optional.empty();
    }

    /** @throws IllegalArgumentException for a word that the store cannot hold */
    public static Duty of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("not a duty"));
    }
}
