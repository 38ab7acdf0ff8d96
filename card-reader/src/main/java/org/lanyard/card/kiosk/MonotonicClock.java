package org.lanyard.card.kiosk;

import java.time.Instant;
import java.time.InstantSource;

/** Time that only goes forward, from an origin of no meaning: for waiting, whatever happens to the clock on the wall. */
final class MonotonicClock implements InstantSource {
    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }
}
