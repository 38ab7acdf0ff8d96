package org.lanyard.session.mail;

import java.time.Duration;
import java.time.Instant;

/** So many a minute, and after a rest not more than a sixth of that at once. For one thread. */
final class Pace {
    private static final double MINUTE = Duration.ofMinutes(1).toMillis();

    private final int perMinute;
    private final double most;
    private double left;
    private Instant counted;

    Pace(int perMinute) {
        this.perMinute = perMinute;
        this.most = Math.max(1, perMinute / 6.0);
        this.left = most;
    }

    /** How many may be sent now. */
    int may(Instant now) {
        if (counted != null && now.isAfter(counted)) {
            left = Math.min(most, left + Duration.between(counted, now).toMillis() * perMinute / MINUTE);
        }
        counted = now;
        return (int) left;
    }

    void sent() {
        left--;
    }
}
