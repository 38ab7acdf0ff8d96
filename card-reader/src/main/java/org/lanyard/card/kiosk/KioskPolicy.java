package org.lanyard.card.kiosk;

import java.time.Duration;
import java.util.Objects;

/**
 * How a kiosk deals with cards.
 *
 * @param proof what it asks of a card at first; {@link KioskAgent#choose} changes it
 * @param relayBound the longest that a card may take to sign: a card that is relayed from elsewhere takes longer
 * @param pictureMoment for how long the picture is shown by which its owner knows the session, at most 5 s (the hand-over
 *     is good for 10); 0 shows none
 * @param idle how long a session may lie unused, as far as the server tells; the server's own limit holds besides
 */
public record KioskPolicy(Proof proof, Duration relayBound, Duration idle, Duration pictureMoment) {
    public static final KioskPolicy DEFAULT =
            new KioskPolicy(Proof.TAP, Duration.ofMillis(1500), Duration.ofMinutes(10), Duration.ofMillis(1500));

    public KioskPolicy {
        Objects.requireNonNull(proof);
        if (relayBound.isNegative() || relayBound.isZero() || relayBound.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("relay-bound must be more than 0 and at most 10s");
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("idle must be more than 0");
        }
        if (pictureMoment.isNegative() || pictureMoment.compareTo(Duration.ofSeconds(5)) > 0) {
            throw new IllegalArgumentException("picture-moment must be 0 to 5s");
        }
    }

    public KioskPolicy(Proof proof, Duration relayBound, Duration idle) {
        this(proof, relayBound, idle, DEFAULT.pictureMoment());
    }

    /** @param moment 0 to 5 s */
    public KioskPolicy withPictureMoment(Duration moment) {
        return new KioskPolicy(proof, relayBound, idle, moment);
    }

    public KioskPolicy withProof(Proof other) {
        return new KioskPolicy(other, relayBound, idle, pictureMoment);
    }
}
