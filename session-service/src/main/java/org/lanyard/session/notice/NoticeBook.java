package org.lanyard.session.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;

/** What the office sees of the notices, and how it has one tried again. Every method takes the caller's transaction. */
public final class NoticeBook {
    private final AuditLog audit;

    public NoticeBook(AuditLog audit) {
        this.audit = audit;
    }

    /** Those of a state, the newest first; of all states where none is given. */
    public static List<NoticeRow> list(Handle h, Optional<NoticeStatus> status, int most) {
        String sql = "SELECT " + NoticeRow.COLUMNS + " FROM notice";
        String order = " ORDER BY happened_at DESC, id LIMIT ?";
        return status.isEmpty()
                ? Sql.list(h, sql + order, NoticeRow::read, most)
                : Sql.list(
                        h,
                        sql + " WHERE status = ?" + order,
                        NoticeRow::read,
                        status.get().code(),
                        most);
    }

    /** How many wait. */
    public static long waiting(Handle h) {
        return Sql.one(h, "SELECT COUNT(*) FROM notice WHERE status = 'waiting'", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * Has one sent now: one that waits, or that was given up and is known still.
     *
     * @return whether there is such a one
     */
    public boolean retry(Handle tx, UUID notice, Instant at, String actor) {
        boolean there = Sql.update(
                        tx,
                        "UPDATE notice SET status = 'waiting', attempts = 0, due_at = ?, done_at = NULL,"
                                + " give_up_at = CASE WHEN kind = 'SECOND_CODE' OR give_up_at > ? THEN give_up_at"
                                + " ELSE ? END WHERE id = ? AND status <> 'sent' AND facts IS NOT NULL",
                        at,
                        at.plus(Notices.PATIENCE),
                        at.plus(Notices.PATIENCE),
                        notice)
                == 1;
        if (there) {
            audit.append(
                    tx,
                    AuditEvent.of(at, "notice.retried", actor, about(tx, notice), Map.of("notice", notice.toString())));
        }
        return there;
    }

    private static String about(Handle tx, UUID notice) {
        return Sql.one(tx, "SELECT about_id FROM notice WHERE id = ?", row -> row.getString(1), notice)
                .orElseThrow();
    }
}
