package org.lanyard.pki.approval;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.backup.RestoreStep;
import org.lanyard.pki.store.Sql;

/** A restored store does not know which approvals were used since its backup: they are asked for again. */
public final class ApprovalsAfterRestore implements RestoreStep {
    @Override
    public String apply(Handle tx, Instant at, String actor) {
        int requests =
                Sql.update(tx, "UPDATE approval SET expires_at = ? WHERE used_at IS NULL AND expires_at > ?", at, at);
        return "Approvals withdrawn: " + requests + ".";
    }
}
