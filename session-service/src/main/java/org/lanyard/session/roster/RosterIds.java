package org.lanyard.session.roster;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds whom a roster means by an id of its own: for whoever holds that roster, never for a page or a service. */
public final class RosterIds {
    private RosterIds() {}

    /** The person whom users.csv of this source has under {@code sourcedId}. */
    public static Optional<UUID> user(Handle tx, String source, String sourcedId) {
        return find(tx, source, "user", sourcedId);
    }

    /** The organisation that orgs.csv of this source has under {@code sourcedId}; a school only if it is one there. */
    public static Optional<UUID> org(Handle tx, String source, String sourcedId) {
        return find(tx, source, "org", sourcedId);
    }

    private static Optional<UUID> find(Handle tx, String source, String kind, String sourcedId) {
        return tx.createQuery("SELECT entity_id FROM roster_id"
                        + " WHERE source = :source AND kind = :kind AND sourced_id = :sourced")
                .bind("source", source)
                .bind("kind", kind)
                .bind("sourced", sourcedId)
                .map((row, context) -> UUID.fromString(row.getString(1)))
                .findOne();
    }
}
