package org.lanyard.session.invitation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/** What the office reads of invitations. */
public final class InvitationBook {
    private static final int PAGE = 500;
    private static final String SELECT = "SELECT " + Invitation.COLUMNS + " FROM invitation i WHERE ";
    private static final String OPEN = "i.redeemed_at IS NULL AND i.withdrawn_at IS NULL";

    /**
     * Active guardians with an active child at the school, or who are of the school themselves, and no key that they could sign in
     * with.
     */
    private static final String WITHOUT_KEY =
            "SELECT p.id FROM person p WHERE p.role = 'guardian' AND p.status = 'active' AND (EXISTS"
                    + " (SELECT 1 FROM person_school ps WHERE ps.person_id = p.id AND ps.school_id = ?) OR EXISTS"
                    + " (SELECT 1 FROM guardianship g JOIN person c ON c.id = g.child_id"
                    + " JOIN person_school cs ON cs.person_id = c.id WHERE g.guardian_id = p.id AND g.status <> 'ended'"
                    + " AND c.status = 'active' AND cs.school_id = ?)) AND NOT EXISTS (SELECT 1 FROM credential k"
                    + " WHERE k.person_id = p.id AND k.status = 'active') ORDER BY p.family_name, p.given_name, p.id";

    private InvitationBook() {}

    public static Optional<Invitation> find(Handle h, UUID id) {
        return Sql.one(h, SELECT + "i.id = ?", Invitation::read, id);
    }

    /** All of a person, the newest first; at most 500. */
    public static List<Invitation> of(Handle h, UUID person) {
        return Sql.list(
                h, SELECT + "i.person_id = ? ORDER BY i.created_at DESC, i.id LIMIT " + PAGE, Invitation::read, person);
    }

    /** The one of a person that is neither redeemed nor withdrawn; it may be spent or too old. */
    public static Optional<Invitation> openOf(Handle h, UUID person) {
        return Sql.one(h, SELECT + "i.person_id = ? AND " + OPEN, Invitation::read, person);
    }

    /** Those that are neither redeemed nor withdrawn, after an id; at most 500. */
    public static List<Invitation> open(Handle h, UUID after) {
        return Sql.list(h, SELECT + OPEN + " AND i.id > ? ORDER BY i.id LIMIT " + PAGE, Invitation::read, after);
    }

    /** The guardians of a school's pupils whom an invitation would help, by family name. */
    public static List<UUID> guardiansWithoutKey(Handle h, UUID school) {
        return Sql.list(h, WITHOUT_KEY, row -> UUID.fromString(row.getString(1)), school, school);
    }
}
