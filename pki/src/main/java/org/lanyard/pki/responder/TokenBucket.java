package org.lanyard.pki.responder;

import java.util.function.LongSupplier;

/** So many a second, and for a moment up to a second's worth at once. Safe for use by many threads. */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private double tokens;
    private long last;

    /** @param nanoTime a clock that never goes back, such as {@code System::nanoTime} */
    TokenBucket(int perSecond, LongSupplier nanoTime) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("At least one a second, not " + perSecond);
        }
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.tokens = perSecond;
        this.last = nanoTime.getAsLong();
    }

    /** Whether there is one left; it is gone then. */
    synchronized boolean take() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(perSecond, tokens + (now - last) / NANOS * perSecond);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
