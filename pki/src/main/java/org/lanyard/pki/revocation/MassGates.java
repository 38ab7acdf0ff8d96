package org.lanyard.pki.revocation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/** What mass actions that are under way will make of a certificate. */
public final class MassGates {
    private static final String SELECT = "SELECT g.status, j.reason, j.created_at"
            + " FROM certificate c, mass_gate g, mass_job j"
            + " WHERE c.issuer = ? AND c.serial = ? AND j.id = g.job"
            + " AND (g.profile IS NULL OR g.profile = c.profile)"
            + " AND (g.key_algorithm IS NULL OR g.key_algorithm = c.key_algorithm)"
            + " AND (g.batch IS NULL OR g.batch = c.batch)"
            + " AND (g.issuer IS NULL OR g.issuer = c.issuer)"
            + " AND c.issued_at >= g.issued_from AND c.issued_at < g.issued_before";

    private MassGates() {}

    /**
     * What a certificate counts as.
     *
     * @param status HELD or REVOKED
     * @param reason the action's
     * @param at when the action began
     */
    public record Gate(CertificateStatus status, RevocationReason reason, Instant at) {}

    /** The strictest of the actions that are about a certificate. */
    public static Optional<Gate> strictest(Handle handle, String issuer, String serial) {
        List<Gate> gates = Sql.list(
                handle,
                SELECT,
                row -> new Gate(
                        CertificateStatus.valueOf(row.getString(1)),
                        RevocationReason.valueOf(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3))),
                issuer,
                serial);
        return gates.stream()
                .max(Comparator.comparing((Gate gate) -> gate.status() == CertificateStatus.REVOKED)
                        .thenComparing(Gate::at));
    }

    /** HELD or REVOKED; empty where none is about it. */
    static Optional<CertificateStatus> status(Handle handle, CertificateId id) {
        return strictest(handle, id.issuer(), id.serialHex()).map(Gate::status);
    }
}
