package org.lanyard.session.roster;

import java.util.Objects;
import java.util.UUID;

/**
 * What one import does to the cards of a school.
 *
 * @param active how many of its people's cards were active before
 * @param suspended how many of those the import suspends
 */
public record SchoolCards(UUID school, String name, long active, long suspended) {
    private static final long ONE_IN = 20;

    public SchoolCards {
        Objects.requireNonNull(school);
        Objects.requireNonNull(name);
    }

    /**
     * How many may be suspended without a second yes: 5 %, rounded down, and one in any case. A school of ten loses a pupil like
     * any other; two of thirty at once are more than 5 %, and asked about.
     */
    public long most() {
        return Math.max(1, active / ONE_IN);
    }

    public boolean tooMany() {
        return suspended > most();
    }
}
