package org.lanyard.pki.revocation;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.profile.Profile;

/** Reads a row of the table {@code certificate}. */
final class Rows {
    static final String COLUMNS = "issuer, serial, status, profile, subject, not_before, not_after, key_hash,"
            + " issued_at, issued_by, reason, changed_at, changed_by, why";

    private Rows() {}

    static CertificateRow read(ResultSet row) throws SQLException {
        String profile = row.getString(4);
        return new CertificateRow(
                new CertificateId(row.getString(1), new BigInteger(row.getString(2), 16)),
                CertificateStatus.valueOf(row.getString(3)),
                Profile.ofLabel(profile).orElseThrow(() -> new SQLException("unknown profile " + profile)),
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(9)),
                row.getString(10),
                change(row));
    }

    private static Optional<CertificateRow.StatusChange> change(ResultSet row) throws SQLException {
        String reason = row.getString(11);
        return reason == null
                ? Optional.empty()
                : Optional.of(new CertificateRow.StatusChange(
                        RevocationReason.valueOf(reason),
                        Instant.ofEpochMilli(row.getLong(12)),
                        row.getString(13),
                        row.getString(14)));
    }
}
