package org.lanyard.pki.path.outside;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A circuit breaker: after some failures in a row nobody is asked for a while, then one probe is let through. So an outage costs
 * the first few who wait for it, and nobody after them. Safe for many threads.
 */
final class Circuit {
    private final int failuresToOpen;
    private final long openNanos;
    private final LongSupplier nanos;
    private int failures;
    private long openSince;

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    Circuit(int failuresToOpen, Duration open, LongSupplier nanos) {
        this.failuresToOpen = failuresToOpen;
        this.openNanos = open.toNanos();
        this.nanos = nanos;
    }

    /** Whether somebody may be asked now. The one who is told so after an outage is its probe. */
    synchronized boolean allows() {
        if (failures < failuresToOpen) {
            return true;
        }
        long now = nanos.getAsLong();
        if (now - openSince < openNanos) {
            return false;
        }
        openSince = now;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures = Math.min(failures + 1, failuresToOpen);
        if (failures == failuresToOpen) {
            openSince = nanos.getAsLong();
        }
    }

    /** Whether it is open: nobody is asked but a probe. */
    synchronized boolean isOpen() {
        return failures >= failuresToOpen;
    }
}
