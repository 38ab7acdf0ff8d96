package org.lanyard.session.login;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.backup.RestoreStep;
import org.lanyard.pki.store.Sql;

/**
 * A restored store does not know who signed out since its backup, nor which invitations were redeemed or lesson passes
 * ended: so every session ends, and what was not redeemed then is withdrawn.
 */
public final class SessionsAfterRestore implements RestoreStep {
    private final Ending ending;

    public SessionsAfterRestore(AuditLog audit) {
        this.ending = new Ending(audit);
    }

    @Override
    public String apply(Handle tx, Instant at, String actor) {
        int sessions = ending.all(tx, EndReason.STORE_RESTORED, at, actor);
        int invitations = Sql.update(
                tx, "UPDATE invitation SET expires_at = ? WHERE redeemed_at IS NULL AND expires_at > ?", at, at);
        int passes =
                Sql.update(tx, "UPDATE lesson_pass SET ended_at = ? WHERE ended_at IS NULL AND until_at > ?", at, at);
        return "Sessions ended: " + sessions + ". Invitations withdrawn: " + invitations + ". Lesson passes ended: "
                + passes + ".";
    }
}
