package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.challenge.Challenges;

/**
 * Leave to add a key: given to a session whose person showed a key just now, spent by the key that comes, one at a time. The
 * WebAuthn service can show a registration before the browser brings it, so what it rests on is in the store.
 */
final class KeyGrants {
    private final String find;

    /** A grant, with what the directory says of its person. */
    record Grant(UUID session, UUID person, String handle, boolean personActive) {}

    KeyGrants(Engine engine) {
        this.find = "SELECT g.session_id, g.person_id, p.handle, p.status FROM key_grant g"
                + " JOIN person p ON p.id = g.person_id WHERE g.held_by = ?" + engine.forUpdate("g")
                + engine.forShare("p");
    }

    /** Gives it; one that the session had is replaced, and those that nobody came for are cleared away. */
    static void give(Handle tx, UUID session, UUID person, Instant until, Instant now) {
        Sql.update(tx, "DELETE FROM key_grant WHERE until_at <= ?", now);
        Sql.update(
                tx,
                "INSERT INTO key_grant (held_by, session_id, person_id, until_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (held_by) DO UPDATE SET until_at = excluded.until_at",
                Challenges.hash(session.toString()),
                session,
                person,
                until);
    }

    /** The grant whose session a challenge is bound to, locked. */
    Optional<Grant> lock(Handle tx, byte[] binding) {
        return Sql.one(
                tx,
                find,
                row -> new Grant(
                        UUID.fromString(row.getString(1)),
                        UUID.fromString(row.getString(2)),
                        row.getString(3),
                        row.getString(4).equals("active")),
                (Object) binding);
    }

    static void spend(Handle tx, UUID session) {
        Sql.update(tx, "DELETE FROM key_grant WHERE held_by = ?", (Object) Challenges.hash(session.toString()));
    }
}
