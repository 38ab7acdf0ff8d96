package org.lanyard.session.login;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param idle without a request of the browser
 * @param absolute whatever happens
 * @param lease of a kiosk's session without renewal
 * @param handover of a hand-over code
 */
public record SessionLimits(Duration idle, Duration absolute, Duration lease, Duration handover) {
    /** Extending the idle time is written at most so often: a page of many parts costs one write, not many. */
    static final Duration TOUCH = Duration.ofSeconds(30);

    public static final SessionLimits DEFAULT = new SessionLimits(
            Duration.ofMinutes(10), Duration.ofHours(8), Duration.ofSeconds(15), Duration.ofSeconds(10));

    public SessionLimits {
        if (idle.compareTo(TOUCH.multipliedBy(2)) < 0 || absolute.compareTo(idle) < 0) {
            throw new IllegalArgumentException("idle is at least a minute, and absolute at least idle");
        }
        if (lease.toSeconds() < 5 || lease.toSeconds() > 60 || handover.toSeconds() < 1 || handover.toSeconds() > 60) {
            throw new IllegalArgumentException("lease is 5 to 60 s, hand-over 1 to 60 s");
        }
    }
}
