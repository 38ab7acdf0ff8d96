package org.lanyard.session.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A policy as it was set once.
 *
 * @param version counts from 1 for each scope
 * @param by who set it
 */
public record PolicyVersion(
        PolicyScope scope,
        long version,
        KeyPolicy policy,
        boolean inForce,
        Instant at,
        String by,
        String why,
        Optional<Withdrawal> withdrawn) {

    /** That, and why, it was taken back. */
    public record Withdrawal(Instant at, String by, String why) {}
}
