package org.lanyard.card.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The server's time, as far as it is known: this machine's clock, corrected by what the server last said. A kiosk whose
 * own clock is wrong signs assertions that are right all the same.
 */
public final class ServerClock implements InstantSource {
    private final InstantSource own;
    private volatile Duration ahead = Duration.ZERO;

    public ServerClock(InstantSource own) {
        this.own = own;
    }

    /** The server says that it is {@code server} now. */
    void correct(Instant server) {
        ahead = Duration.between(own.instant(), server);
    }

    /** How far the server is ahead of this machine; negative if it is behind. */
    public Duration correction() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead);
    }
}
