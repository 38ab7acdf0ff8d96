package org.lanyard.session.guardianship;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/**
 * Which families are dealt with face to face only.
 *
 * <p>"Some parents hide from other parents": a letter or a mail may be opened by whoever lives, or lived, at the same address, and
 * an account that is opened with it shows the children. So while a restriction is in force, nothing that opens an account travels
 * to anybody of that family: neither to the guardian whom it names, nor to any other guardian of that child, who is the one to be
 * protected. A link that is only proposed counts, one that has ended does not. The answer is for the office alone: no guardian
 * or child is ever told it, nor sees a page or a letter from which it could be read.
 */
public final class FamilySafety {
    private static final String IN_FORCE = " r.since <= ? AND (r.until_at IS NULL OR r.until_at > ?)";
    private static final String IN_PERSON_ONLY = "SELECT CASE WHEN EXISTS (SELECT 1 FROM restriction r"
            + " WHERE r.guardian_id = ? AND" + IN_FORCE + ") OR EXISTS (SELECT 1 FROM guardianship g"
            + " JOIN restriction r ON r.child_id = g.child_id WHERE g.guardian_id = ? AND g.status <> 'ended' AND"
            + IN_FORCE + ") THEN 1 ELSE 0 END";

    private FamilySafety() {}

    /** Whether a guardian may be invited in person only at that moment; false for somebody who is nobody's guardian. */
    public static boolean inPersonOnly(Handle h, UUID guardian, Instant now) {
        return Sql.one(h, IN_PERSON_ONLY, row -> row.getInt(1) == 1, guardian, now, now, guardian, now, now)
                .orElseThrow();
    }
}
