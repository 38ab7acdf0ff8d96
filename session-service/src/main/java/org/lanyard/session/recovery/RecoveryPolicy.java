package org.lanyard.session.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;

/**
 * How long what a guardian sees stays closed after a recovery. A school sets it; where a guardian's children are at several,
 * the longest counts.
 *
 * <p>It is a day by default, also where the office has seen identity documents: the time is for the safeguarding lead and the
 * person themselves to learn of it, and documents can be borrowed or forged. A school may shorten it to nothing for whoever
 * shows documents, never for whoever shows none.
 *
 * @param hours 1 to 168
 * @param hoursWithDocuments 0 to 168
 */
public record RecoveryPolicy(int hours, int hoursWithDocuments) {
    public static final RecoveryPolicy DEFAULT = new RecoveryPolicy(24, 24);
    private static final int LONGEST = 168;

    public RecoveryPolicy {
        if (hours < 1 || hours > LONGEST || hoursWithDocuments < 0 || hoursWithDocuments > LONGEST) {
            throw new IllegalArgumentException("1 to 168 hours, and 0 to 168 with documents");
        }
    }

    /** A school's; the default where it has set none. */
    public static RecoveryPolicy of(Handle h, UUID school) {
        return Sql.one(
                        h,
                        "SELECT hours, hours_with_documents FROM recovery_policy WHERE school_id = ?",
                        row -> new RecoveryPolicy(row.getInt(1), row.getInt(2)),
                        school)
                .orElse(DEFAULT);
    }

    /** How long a person's cooling-off is; nothing for whoever has no children at any school. */
    static Duration coolingOff(Handle h, UUID person, boolean documents) {
        return Families.schools(h, person).stream()
                .map(school -> of(h, school))
                .map(policy -> documents ? policy.hoursWithDocuments() : policy.hours())
                .max(Integer::compare)
                .map(Duration::ofHours)
                .orElse(Duration.ZERO);
    }

    /** Sets a school's from now on. */
    public void set(Handle tx, AuditLog audit, UUID school, Instant at, String actor) {
        Sql.update(
                tx,
                "INSERT INTO recovery_policy (school_id, hours, hours_with_documents, changed_at, changed_by)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (school_id) DO UPDATE SET hours = excluded.hours,"
                        + " hours_with_documents = excluded.hours_with_documents, changed_at = excluded.changed_at,"
                        + " changed_by = excluded.changed_by",
                school,
                (long) hours,
                (long) hoursWithDocuments,
                at,
                actor);
        audit.append(
                tx,
                AuditEvent.of(
                        at,
                        "recovery.policy",
                        actor,
                        school.toString(),
                        Map.of(
                                "hours",
                                Integer.toString(hours),
                                "hours_with_documents",
                                Integer.toString(hoursWithDocuments))));
    }

    /** The schools that have set something. */
    public static List<UUID> schools(Handle h) {
        return Sql.list(
                h,
                "SELECT school_id FROM recovery_policy ORDER BY school_id",
                row -> UUID.fromString(row.getString(1)));
    }
}
