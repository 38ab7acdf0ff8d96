package org.lanyard.session.guardianship;

import java.time.Instant;
import java.util.Objects;

/**
 * Who changes a guardianship, when, and why. Goes into the audit chain with the change.
 *
 * @param actor an opaque id ("office:…", "roster:…", "demo"), never a person's name
 * @param reason in the actor's words; not shown to any guardian or child
 */
public record Act(String actor, Instant at, String reason) {
    public Act {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(at);
        Objects.requireNonNull(reason);
        if (actor.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("an act needs an actor and a reason");
        }
    }
}
