package org.lanyard.session.people;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A duty that somebody has.
 *
 * @param school where; empty for one of the whole authority
 */
public record HeldDuty(Duty duty, Optional<UUID> school) {
    public HeldDuty {
        Objects.requireNonNull(duty);
        Objects.requireNonNull(school);
    }
}
