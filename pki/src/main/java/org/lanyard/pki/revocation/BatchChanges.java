package org.lanyard.pki.revocation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRegistry.Change;
import org.lanyard.pki.revocation.CertificateRegistry.Key;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/**
 * Changes many records in a transaction. Rows are taken in the order that all keep: the authority's, then its
 * certificates' by serial number.
 *
 * <p>Each certificate has an audit row of its own, as if it had been changed alone: whoever asks later what became of one
 * finds it under its id, and need not know which batch it was in. That costs about as much again as the change itself.
 */
final class BatchChanges {
    private static final String SET = "UPDATE certificate SET changed_number = ?, reason = ?, changed_at = ?,"
            + " changed_by = ?, why = ?, hold_job = ?, status = ";
    private static final String HELD_BY_MANY = "hold_job IS NOT NULL";
    private static final String RELEASED = "CASE WHEN der IS NULL THEN 'PENDING' ELSE 'GOOD' END";

    private final Engine engine;
    private final AuditLog audit;
    private final RevocationFollower follower;

    BatchChanges(Engine engine, AuditLog audit, RevocationFollower follower) {
        this.engine = engine;
        this.audit = audit;
        this.follower = follower;
    }

    int apply(Handle tx, List<Key> keys, Change change) {
        Map<String, List<Key>> byIssuer = new TreeMap<>();
        keys.forEach(key -> byIssuer.computeIfAbsent(key.issuer(), issuer -> new ArrayList<>())
                .add(key));
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String issuer : byIssuer.keySet()) {
            numbers.put(issuer, number(tx, issuer));
        }
        int changed = 0;
        for (Map.Entry<String, List<Key>> one : byIssuer.entrySet()) {
            changed += ofOne(tx, one.getKey(), one.getValue(), numbers.get(one.getKey()), change);
        }
        return changed;
    }

    private long number(Handle tx, String issuer) {
        return Sql.one(
                        tx,
                        "SELECT crl_number FROM authority WHERE id = ?" + engine.forShare(),
                        row -> row.getLong(1),
                        issuer)
                .orElse(0L);
    }

    private int ofOne(Handle tx, String issuer, List<Key> keys, long number, Change change) {
        List<CertificateRow> rows = lock(tx, issuer, keys, change.to()).stream()
                .filter(row -> changes(row.status(), change.to()))
                .toList();
        if (rows.isEmpty()) {
            return 0;
        }
        update(tx, issuer, rows, number, change);
        if (change.to() != CertificateStatus.GOOD) {
            follower.revokedAll(tx, rows, change.at(), change.actor());
        }
        audit.appendAll(tx, rows.stream().map(row -> event(row.id(), change)).toList());
        return rows.size();
    }

    private List<CertificateRow> lock(Handle tx, String issuer, List<Key> keys, CertificateStatus to) {
        String sql = "SELECT " + Rows.COLUMNS + " FROM certificate WHERE issuer = ? AND serial IN "
                + places(keys.size()) + (to == CertificateStatus.GOOD ? " AND " + HELD_BY_MANY : "")
                + " ORDER BY serial" + engine.forUpdate();
        List<Object> arguments = new ArrayList<>(List.of(issuer));
        keys.forEach(key -> arguments.add(key.serial()));
        return Sql.list(tx, sql, Rows::read, arguments.toArray());
    }

    private static String places(int count) {
        return "(" + "?, ".repeat(count - 1) + "?)";
    }

    private static boolean changes(CertificateStatus from, CertificateStatus to) {
        return switch (from) {
            case PENDING -> to != CertificateStatus.GOOD;
            case GOOD -> to != CertificateStatus.GOOD;
            case HELD -> to != CertificateStatus.HELD;
            case REVOKED, UNKNOWN -> false;
        };
    }

    private static void update(Handle tx, String issuer, List<CertificateRow> rows, long number, Change change) {
        String status = change.to() == CertificateStatus.GOOD
                ? RELEASED
                : "'" + change.to().name() + "'";
        List<Object> arguments =
                new ArrayList<>(List.of(number, change.reason(), change.at(), change.actor(), change.why()));
        arguments.add(change.to() == CertificateStatus.HELD ? change.job().orElse(null) : null);
        arguments.add(issuer);
        rows.forEach(row -> arguments.add(row.id().serialHex()));
        Sql.update(tx, SET + status + " WHERE issuer = ? AND serial IN " + places(rows.size()), arguments.toArray());
    }

    private static AuditEvent event(CertificateId id, Change change) {
        String kind = switch (change.to()) {
            case HELD -> "certificate.held";
            case REVOKED -> "certificate.revoked";
            case GOOD, PENDING, UNKNOWN -> "certificate.released";
        };
        Map<String, String> facts = new TreeMap<>(Map.of("why", change.why()));
        if (change.to() != CertificateStatus.GOOD) {
            facts.put("reason", change.reason().label());
        }
        Optional<String> job = change.job();
        job.ifPresent(number -> facts.put("job", number));
        return AuditEvent.of(change.at(), kind, change.actor(), id.toString(), facts);
    }
}
