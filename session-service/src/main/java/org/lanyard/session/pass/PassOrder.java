package org.lanyard.session.pass;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a teacher asks for.
 *
 * @param until the bell
 */
public record PassOrder(UUID pupil, PassPlace place, Instant until) {
    public PassOrder {
        Objects.requireNonNull(pupil);
        Objects.requireNonNull(place);
        Objects.requireNonNull(until);
    }
}
