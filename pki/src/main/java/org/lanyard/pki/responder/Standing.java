package org.lanyard.pki.responder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.MassGates;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Sql;

/**
 * How a certificate stands, as its record has it at the moment of asking; one look-up by the primary key. An answer made
 * of one standing holds for another that is equal.
 *
 * @param status UNKNOWN where there is no record
 * @param reason of HELD and REVOKED
 * @param changedAt milliseconds since 1970; 0 where it never changed
 */
record Standing(CertificateStatus status, Optional<RevocationReason> reason, long changedAt) {
    static final Standing UNKNOWN = new Standing(CertificateStatus.UNKNOWN, Optional.empty(), 0);

    private static final String SELECT = "SELECT status, reason, changed_at, (SELECT COUNT(*) FROM mass_gate)"
            + " FROM certificate WHERE issuer = ? AND serial = ?";

    private record Read(Standing standing, boolean gates) {}

    static Standing read(Handle handle, String issuer, String serial) {
        Optional<Read> found = Sql.one(handle, SELECT, Standing::row, issuer, serial);
        if (found.isEmpty()) {
            return UNKNOWN;
        }
        Standing standing = found.get().standing;
        // While a mass action is under way, what it will come to counts as changed already, here as at the door.
        boolean may = standing.status == CertificateStatus.GOOD || standing.status == CertificateStatus.HELD;
        return found.get().gates && may
                ? MassGates.strictest(handle, issuer, serial)
                        .filter(gate ->
                                standing.status == CertificateStatus.GOOD || gate.status() == CertificateStatus.REVOKED)
                        .map(gate -> new Standing(
                                gate.status(),
                                Optional.of(gate.reason()),
                                gate.at().toEpochMilli()))
                        .orElse(standing)
                : standing;
    }

    private static Read row(ResultSet row) throws SQLException {
        String reason = row.getString(2);
        Standing standing = new Standing(
                CertificateStatus.valueOf(row.getString(1)),
                reason == null ? Optional.empty() : Optional.of(RevocationReason.valueOf(reason)),
                row.getLong(3));
        return new Read(standing, row.getLong(4) > 0);
    }
}
