package org.lanyard.dist.duty;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.Whom;
import org.lanyard.session.people.HeldDuty;
import picocli.CommandLine.Command;

/** {@code lanyard duties take}. */
@Command(name = "take", description = "Take a duty from a member of staff.")
final class DutiesTakeCommand extends OneDutyCommand {
    @Override
    boolean change(Office office, Handle tx, Whom whom, HeldDuty held, Instant now) {
        return office.desk().duties().take(tx, whom.id(), held, now, actor(), why());
    }

    @Override
    String done(boolean changed) {
        return changed ? "is no longer" : "was not";
    }
}
