package org.lanyard.session.door;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.challenge.Challenge;

/** Consumes challenges: one row each, unique, kept until no node could take the challenge any more. */
final class ChallengeStore {
    /** By how much the nodes' clocks may differ, amply. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private ChallengeStore() {}

    /** Whether the challenge is used now for the first time. A second use at the same time waits for the first. */
    static boolean consume(Handle tx, Optional<Challenge> challenge) {
        return challenge
                        .map(fresh -> Sql.update(
                                tx,
                                "INSERT INTO consumed_challenge (keep_until, nonce) VALUES (?, ?) ON CONFLICT DO NOTHING",
                                fresh.expiresAt().plus(SKEW),
                                fresh.nonce()))
                        .orElse(0)
                == 1;
    }
}
