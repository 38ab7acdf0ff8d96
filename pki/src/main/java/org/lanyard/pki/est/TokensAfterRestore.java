package org.lanyard.pki.est;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.backup.RestoreStep;
import org.lanyard.pki.store.Sql;

/** A restored store does not know which tokens were used since its backup: none that it has is good any more. */
public final class TokensAfterRestore implements RestoreStep {
    @Override
    public String apply(Handle tx, Instant at, String actor) {
        int tokens = Sql.update(
                tx, "UPDATE enrolment_token SET expires_at = ? WHERE used_at IS NULL AND expires_at > ?", at, at);
        return "Enrolment tokens withdrawn: " + tokens + ".";
    }
}
