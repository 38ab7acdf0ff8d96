package org.lanyard.card.kiosk;

import java.time.Duration;
import java.time.Instant;

/**
 * A challenge of the door's, held until a card comes.
 *
 * @param expiresAt on the {@link ServerClock}
 */
public record Challenge(String value, Instant expiresAt) {
    /** What is left has to be enough for a slow card, a PIN typed before, and the way to the door. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    boolean isFresh(Instant now) {
        return now.plus(LEAST).isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Challenge[until " + expiresAt + "]";
    }
}
