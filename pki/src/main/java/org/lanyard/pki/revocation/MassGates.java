package org.lanyard.pki.revocation;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/** What mass actions that are under way will make of a certificate. */
final class MassGates {
    private static final String SELECT = "SELECT g.status FROM certificate c, mass_gate g"
            + " WHERE c.issuer = ? AND c.serial = ?"
            + " AND (g.profile IS NULL OR g.profile = c.profile)"
            + " AND (g.key_algorithm IS NULL OR g.key_algorithm = c.key_algorithm)"
            + " AND (g.batch IS NULL OR g.batch = c.batch)"
            + " AND (g.issuer IS NULL OR g.issuer = c.issuer)"
            + " AND c.issued_at >= g.issued_from AND c.issued_at < g.issued_before";

    private MassGates() {}

    /** HELD or REVOKED; empty where none is about it. */
    static Optional<CertificateStatus> status(Handle handle, CertificateId id) {
        List<String> statuses = Sql.list(handle, SELECT, row -> row.getString(1), id.issuer(), id.serialHex());
        if (statuses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                statuses.contains(CertificateStatus.REVOKED.name())
                        ? CertificateStatus.REVOKED
                        : CertificateStatus.HELD);
    }
}
