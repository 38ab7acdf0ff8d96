package org.lanyard.card.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A challenge of the door's, held until a card comes.
 *
 * @param expiresAt on the {@link ServerClock}
 */
public record Challenge(String value, Instant expiresAt) {
    /** What is left has to be enough for a slow card, a PIN typed before, and the way to the door. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,512}");

    public Challenge {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a challenge has 22 to 512 characters of base64url");
        }
    }

    boolean isFresh(Instant now) {
        return now.plus(LEAST).isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Challenge[until " + expiresAt + "]";
    }
}
