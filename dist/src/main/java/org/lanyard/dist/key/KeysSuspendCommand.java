package org.lanyard.dist.key;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.session.RefusedException;
import org.lanyard.session.credential.SuspendedBy;
import picocli.CommandLine.Command;

/** {@code lanyard keys suspend}. */
@Command(
        name = "suspend",
        description = {
            "A key is lost or in doubt: it is refused from this second on, and what it opened ends.",
            "Its owner is told. lanyard keys release takes it back."
        })
final class KeysSuspendCommand extends OneKeyCommand {
    @Override
    String doing() {
        return "suspended, refused everywhere";
    }

    @Override
    String done() {
        return "suspended";
    }

    @Override
    boolean change(Office office, Handle tx, WhichKey.Found found, Instant now) throws RefusedException {
        return office.desk().keys().suspend(tx, found.key().id(), SuspendedBy.OFFICE, now, actor(), why());
    }
}
