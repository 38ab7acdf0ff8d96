package org.lanyard.session.roster;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What else happens when a roster makes somebody inactive, or has a card taken: their sessions end, in the same transaction. */
@FunctionalInterface
public interface Leavers {
    /** @param actor which roster, for the audit */
    void left(Handle tx, UUID person, Instant at, String actor);
}
