package org.lanyard.session.recovery;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/** What a recovery has to know of a guardian's family. */
final class Families {
    private Families() {}

    /** The active schools of a guardian's children; those of proposals too, for the office knows them. */
    static List<UUID> schools(Handle h, UUID guardian) {
        return Sql.list(
                h,
                "SELECT DISTINCT s.id FROM guardianship g JOIN person_school ps ON ps.person_id = g.child_id"
                        + " JOIN school s ON s.id = ps.school_id WHERE g.guardian_id = ? AND g.status <> 'ended'"
                        + " AND s.status = 'active' ORDER BY s.id",
                row -> UUID.fromString(row.getString(1)),
                guardian);
    }
}
