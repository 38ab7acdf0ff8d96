package org.lanyard.session.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a key was used last, as far as it is kept.
 *
 * @param backedUp whether it said then that it is on more than one device
 * @param at to the hour
 * @param on a coarse word of the browser, see {@link BrowserWord}
 */
public record KeyUse(boolean backedUp, Optional<Instant> at, Optional<String> on) {
    /** Told to the hour: a family's day is nobody's business, and a sign-in costs no more for it. */
    private static final Duration COARSE = Duration.ofHours(1);

    public static KeyUse now(boolean backedUp, Instant at, Optional<String> on) {
        return new KeyUse(backedUp, Optional.of(at), on);
    }

    /** Whether a use is to be written down that comes after this one. */
    boolean isOutdatedBy(KeyUse next) {
        return backedUp != next.backedUp
                || at.isEmpty()
                || !next.at.orElse(Instant.MIN).isBefore(at.get().plus(COARSE));
    }
}
