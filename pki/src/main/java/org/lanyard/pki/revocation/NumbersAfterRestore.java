package org.lanyard.pki.revocation;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.backup.RestoreStep;
import org.lanyard.pki.store.Sql;

/**
 * RFC 5280 §5.2.3: "CRL numbers MUST be monotonically increasing for a given CRL scope and CRL issuer." A restored store does
 * not know which numbers were used since its backup. Lists are never published more than once a second, so the seconds
 * since 1970 are beyond all of them, and beyond those that another restore of the same backup went on with.
 */
public final class NumbersAfterRestore implements RestoreStep {
    @Override
    public String apply(Handle tx, Instant at, String actor) {
        Sql.update(
                tx,
                "UPDATE authority SET crl_number = ? WHERE crl_number < ?",
                at.getEpochSecond(),
                at.getEpochSecond());
        return "Revocation lists go on with numbers from " + at.getEpochSecond() + ".";
    }
}
