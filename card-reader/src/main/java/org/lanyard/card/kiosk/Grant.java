package org.lanyard.card.kiosk;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the door gives for a card: a handle that renews and ends the session (and reads nothing of it), and the code that
 * the kiosk's browser gets it for.
 *
 * @param lease how long the session lives without renewal
 * @param picture the name of the picture by which the pupil knows the session, where the door tells one
 */
public record Grant(String handle, Duration lease, HandOverCode handOver, Challenge next, Optional<String> picture) {
    public Grant {
        Objects.requireNonNull(handle);
        Objects.requireNonNull(next);
        Objects.requireNonNull(picture);
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("a lease lasts a while");
        }
    }

    /**
     * Good for one top-level form POST to {@code uri} within 10 s.
     *
     * @param code goes to the kiosk's one screen and nowhere else
     */
    public record HandOverCode(String code, URI uri) {
        public HandOverCode {
            Objects.requireNonNull(code);
            Objects.requireNonNull(uri);
        }

        @Override
        public String toString() {
            return "HandOverCode[" + uri + "]";
        }
    }

    @Override
    public String toString() {
        return "Grant[" + lease + "]";
    }
}
