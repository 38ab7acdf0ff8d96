package org.lanyard.pki.mass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/** The statements on jobs and on what they refuse at the door. */
public final class MassJobs {
    private static final String COLUMNS = "id, action, reason, why, profile, key_algorithm, batch, issuer, issued_from,"
            + " issued_before, total, changed, cursor_issuer, cursor_serial, created_at, created_by, approved_by,"
            + " finished_at";

    private MassJobs() {}

    /** How many certificates an order would change now. */
    public static long count(Handle handle, MassOrder order) {
        return count(handle, order.scope(), order.action().condition());
    }

    /** How many are on hold that releasing the many leaves so, since each was suspended by itself. */
    public static long heldAlone(Handle handle, MassScope scope) {
        return count(handle, scope, "status = 'HELD' AND hold_job IS NULL");
    }

    /** Whether there is a certificate in a scope, whatever its status. */
    public static boolean fitsAny(Handle handle, MassScope scope) {
        MassScope.Condition condition = scope.condition();
        return Sql.one(
                        handle,
                        "SELECT 1 FROM certificate WHERE " + condition.sql() + " LIMIT 1",
                        row -> true,
                        condition.arguments().toArray())
                .isPresent();
    }

    private static long count(Handle handle, MassScope scope, String which) {
        MassScope.Condition condition = scope.condition();
        return Sql.one(
                        handle,
                        "SELECT COUNT(*) FROM certificate WHERE " + condition.sql() + " AND " + which,
                        row -> row.getLong(1),
                        condition.arguments().toArray())
                .orElse(0L);
    }

    /** A job, and the gate of one that suspends or revokes: from this commit on the door refuses what it will change. */
    static void begin(Handle tx, MassJob job) {
        MassScope scope = job.order().scope();
        Object[] which = {
            scope.profile().map(Profile::label).orElse(null),
            scope.keyAlgorithm().map(KeyAlgorithm::label).orElse(null),
            scope.batch().orElse(null),
            scope.authority().orElse(null),
            scope.issuedFrom().orElse(Instant.EPOCH),
            scope.issuedBefore().orElse(job.createdAt())
        };
        Sql.update(
                tx,
                "INSERT INTO mass_job (profile, key_algorithm, batch, issuer, issued_from, issued_before, id, action,"
                        + " reason, why, total, changed, cursor_issuer, cursor_serial, created_at, created_by,"
                        + " approved_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', ?, ?, ?)",
                concatenated(
                        which,
                        job.id(),
                        job.order().action(),
                        job.order().reason(),
                        job.order().why(),
                        job.total(),
                        job.createdAt(),
                        job.createdBy(),
                        job.approvedBy().orElse(null)));
        if (job.order().action() != MassAction.RELEASE) {
            Sql.update(
                    tx,
                    "INSERT INTO mass_gate (profile, key_algorithm, batch, issuer, issued_from, issued_before, job,"
                            + " status) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    concatenated(which, job.id(), job.order().action().to()));
        }
    }

    private static Object[] concatenated(Object[] first, Object... more) {
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    static void progress(Handle tx, String id, MassJob.Cursor cursor, int changed) {
        Sql.update(
                tx,
                "UPDATE mass_job SET cursor_issuer = ?, cursor_serial = ?, changed = changed + ? WHERE id = ?",
                cursor.issuer(),
                cursor.serial(),
                changed,
                id);
    }

    /** Ends a job: its gate opens, since the records say it themselves now. */
    static void finish(Handle tx, String id, Instant at) {
        Sql.update(tx, "UPDATE mass_job SET finished_at = ? WHERE id = ? AND finished_at IS NULL", at, id);
        Sql.update(tx, "DELETE FROM mass_gate WHERE job = ?", id);
    }

    /** One job. */
    public static Optional<MassJob> find(Handle handle, String id) {
        return Sql.one(handle, "SELECT " + COLUMNS + " FROM mass_job WHERE id = ?", MassJobs::row, id);
    }

    /** One job, held until the transaction ends. */
    static Optional<MassJob> lock(Handle tx, Engine engine, String id) {
        return Sql.one(tx, "SELECT " + COLUMNS + " FROM mass_job WHERE id = ?" + engine.forUpdate(), MassJobs::row, id);
    }

    /** The newest jobs. */
    public static List<MassJob> list(Handle handle, int most) {
        return Sql.list(
                handle,
                "SELECT " + COLUMNS + " FROM mass_job ORDER BY created_at DESC, id LIMIT ?",
                MassJobs::row,
                most);
    }

    private static MassJob row(ResultSet row) throws SQLException {
        MassScope scope = new MassScope(
                Optional.ofNullable(row.getString(5)).flatMap(Profile::ofLabel),
                Optional.ofNullable(row.getString(6)).flatMap(KeyAlgorithm::ofLabel),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                row.getLong(9) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong(9))),
                Optional.of(Instant.ofEpochMilli(row.getLong(10))));
        return new MassJob(
                row.getString(1),
                new MassOrder(
                        MassAction.valueOf(row.getString(2)),
                        scope,
                        RevocationReason.valueOf(row.getString(3)),
                        row.getString(4)),
                row.getLong(11),
                row.getLong(12),
                new MassJob.Cursor(row.getString(13), row.getString(14)),
                Instant.ofEpochMilli(row.getLong(15)),
                row.getString(16),
                Optional.ofNullable(row.getString(17)),
                Sql.instant(row, 18));
    }
}
