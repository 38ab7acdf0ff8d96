package org.lanyard.pki.responder;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.CertificateStatus;
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

    private static final String SELECT =
            "SELECT status, reason, changed_at FROM certificate WHERE issuer = ? AND serial = ?";

    static Standing read(Handle handle, String issuer, String serial) {
        return Sql.one(
                        handle,
                        SELECT,
                        row -> {
                            String reason = row.getString(2);
                            return new Standing(
                                    CertificateStatus.valueOf(row.getString(1)),
                                    reason == null ? Optional.empty() : Optional.of(RevocationReason.valueOf(reason)),
                                    row.getLong(3));
                        },
                        issuer,
                        serial)
                .orElse(UNKNOWN);
    }
}
