package org.lanyard.pki.revocation;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;

/**
 * Reads and changes the records of certificates. Every method works in the caller's transaction, so that a card and its
 * certificates can be revoked in one commit, and a session opens either before that commit or not at all.
 */
public final class CertificateRegistry {
    private static final String KEY = " WHERE issuer = ? AND serial = ?";

    private final AuditLog audit;
    private final String selectForShare;
    private final String selectForUpdate;
    private final String selectNumber;
    private final RevocationFollower follower;
    private final BatchChanges changes;

    /** Of a store that keeps nothing but certificates. */
    public CertificateRegistry(Engine engine, AuditLog audit) {
        this(engine, audit, RevocationFollower.NOBODY);
    }

    /**
     * A registry.
     *
     * @param engine of the store, for its row locks
     * @param audit where changes are written down
     * @param follower is told of each revocation and hold
     */
    public CertificateRegistry(Engine engine, AuditLog audit, RevocationFollower follower) {
        this.follower = Objects.requireNonNull(follower, "follower");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.selectForShare =
                "SELECT status, (SELECT COUNT(*) FROM mass_gate) FROM certificate" + KEY + engine.forShare();
        this.changes = new BatchChanges(engine, audit, follower);
        this.selectForUpdate = "SELECT status FROM certificate" + KEY + engine.forUpdate();
        this.selectNumber = "SELECT crl_number FROM authority WHERE id = ?" + engine.forShare();
    }

    /**
     * Reads a certificate's status and holds the row until the transaction ends: a revocation is either seen here, or it
     * waits and then finds what this transaction did.
     *
     * @return UNKNOWN where there is no record
     */
    public CertificateStatus lock(Handle tx, CertificateId id) {
        Locked locked = Sql.one(tx, selectForShare, Locked::read, id.issuer(), id.serialHex())
                .orElse(Locked.UNKNOWN);
        return locked.gates == 0 || locked.status == CertificateStatus.REVOKED
                ? locked.status
                : MassGates.status(tx, id).orElse(locked.status);
    }

    /**
     * A status, and how many mass actions are under way: while there is one, a certificate that it will come to counts as
     * changed already.
     */
    private record Locked(CertificateStatus status, long gates) {
        static final Locked UNKNOWN = new Locked(CertificateStatus.UNKNOWN, 0);

        static Locked read(ResultSet row) throws SQLException {
            return new Locked(CertificateStatus.valueOf(row.getString(1)), row.getLong(2));
        }
    }

    private static CertificateStatus status(Handle handle, String select, CertificateId id) {
        return Sql.one(handle, select, row -> row.getString(1), id.issuer(), id.serialHex())
                .map(CertificateStatus::valueOf)
                .orElse(CertificateStatus.UNKNOWN);
    }

    /**
     * Revokes a certificate, or puts it on hold if the reason is CERTIFICATE_HOLD. A certificate on hold can be revoked;
     * what is revoked stays as it is, and a second revocation changes nothing. What a mass action holds is held by itself
     * from then on: releasing the many does not release it.
     *
     * @param why a sentence, without names of persons: it is kept as long as the record
     * @return whether anything changed
     * @throws PkiException CERTIFICATE_UNKNOWN
     */
    public boolean revoke(Handle tx, CertificateId id, RevocationReason reason, Instant at, String actor, String why)
            throws PkiException {
        CertificateStatus wanted =
                reason == RevocationReason.CERTIFICATE_HOLD ? CertificateStatus.HELD : CertificateStatus.REVOKED;
        long number = number(tx, id);
        CertificateStatus current = status(tx, selectForUpdate, id);
        switch (current) {
            case UNKNOWN -> throw new PkiException(PkiReason.CERTIFICATE_UNKNOWN, id.toString());
            case REVOKED -> {
                return false;
            }
            case HELD -> {
                if (wanted == CertificateStatus.HELD && !isHeldByMassAction(tx, id)) {
                    return false;
                }
            }
            case PENDING, GOOD -> {
                // Goes on below. A pending one too: its signature may exist without our knowing.
            }
        }
        CertificateRow before =
                find(tx, id).orElseThrow(() -> new PkiException(PkiReason.CERTIFICATE_UNKNOWN, id.toString()));
        change(tx, id, wanted, number, new CertificateRow.StatusChange(reason, at, actor, why));
        follower.revoked(tx, before, at, actor);
        String kind = wanted == CertificateStatus.HELD ? "certificate.held" : "certificate.revoked";
        audit.append(tx, event(at, kind, actor, id, Map.of("reason", reason.label(), "why", why)));
        return true;
    }

    /**
     * Takes a certificate off hold.
     *
     * @throws PkiException CERTIFICATE_UNKNOWN, CERTIFICATE_NOT_HELD
     */
    public void release(Handle tx, CertificateId id, Instant at, String actor, String why) throws PkiException {
        long number = number(tx, id);
        CertificateStatus current = status(tx, selectForUpdate, id);
        if (current == CertificateStatus.UNKNOWN) {
            throw new PkiException(PkiReason.CERTIFICATE_UNKNOWN, id.toString());
        }
        if (current != CertificateStatus.HELD) {
            throw new PkiException(PkiReason.CERTIFICATE_NOT_HELD, id + " is " + current);
        }
        // One that was held before its signature was known goes back to pending.
        boolean signed = Sql.one(
                        tx,
                        "SELECT der FROM certificate" + KEY,
                        row -> row.getBytes(1) != null,
                        id.issuer(),
                        id.serialHex())
                .orElse(false);
        change(
                tx,
                id,
                signed ? CertificateStatus.GOOD : CertificateStatus.PENDING,
                number,
                new CertificateRow.StatusChange(RevocationReason.CERTIFICATE_HOLD, at, actor, why));
        audit.append(tx, event(at, "certificate.released", actor, id, Map.of("why", why)));
    }

    /** A certificate by the columns of its key. */
    public record Key(String issuer, String serial) {}

    /**
     * A change of many.
     *
     * @param to HELD, REVOKED, or GOOD for taking them off hold
     * @param job whose work it is, for the audit
     */
    public record Change(
            CertificateStatus to,
            RevocationReason reason,
            Instant at,
            String actor,
            String why,
            Optional<String> job) {}

    /**
     * As {@link #revoke} and {@link #release} for a batch: in one go, with an audit row for each certificate that
     * changed. Those that cannot change so (revoked already, not on hold) are left as they are, and so is what was
     * suspended by itself when many are released.
     *
     * @param keys some hundreds at most, in the order of the table's key
     * @return how many changed
     */
    public int changeAll(Handle tx, List<Key> keys, Change change) {
        return changes.apply(tx, keys, change);
    }

    /**
     * The number of the authority's last list, held until the transaction ends: a list with a higher number is drawn
     * after that, and knows of the change. The authority's row is always taken before its certificates'.
     */
    private long number(Handle tx, CertificateId id) {
        return Sql.one(tx, selectNumber, row -> row.getLong(1), id.issuer()).orElse(0L);
    }

    private static boolean isHeldByMassAction(Handle tx, CertificateId id) {
        return Sql.one(
                        tx,
                        "SELECT hold_job IS NOT NULL FROM certificate" + KEY,
                        row -> row.getBoolean(1),
                        id.issuer(),
                        id.serialHex())
                .orElse(false);
    }

    private static void change(
            Handle tx, CertificateId id, CertificateStatus status, long number, CertificateRow.StatusChange change) {
        Sql.update(
                tx,
                "UPDATE certificate SET status = ?, changed_number = ?,"
                        + " reason = ?, changed_at = ?, changed_by = ?, why = ?, hold_job = NULL" + KEY,
                status,
                number,
                change.reason(),
                change.at(),
                change.by(),
                change.why(),
                id.issuer(),
                id.serialHex());
    }

    /** As {@link CertificateLookup#find}. */
    public Optional<CertificateRow> find(Handle handle, CertificateId id) {
        return CertificateLookup.find(handle, id);
    }

    /** As {@link CertificateLookup#certificate}. */
    public Optional<X509Certificate> certificate(Handle handle, CertificateId id) throws PkiException {
        return CertificateLookup.certificate(handle, id);
    }

    /** As {@link CertificateLookup#list}. */
    public List<CertificateRow> list(Handle handle, CertificateFilter filter) {
        return CertificateLookup.list(handle, filter);
    }

    private static AuditEvent event(
            Instant at, String kind, String actor, CertificateId id, Map<String, String> facts) {
        return AuditEvent.of(at, kind, actor, id.toString(), facts);
    }
}
