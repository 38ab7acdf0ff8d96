package org.lanyard.dist.duty;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.Whom;
import org.lanyard.session.RefusedException;
import org.lanyard.session.people.HeldDuty;
import picocli.CommandLine.Command;

/** {@code lanyard duties give}. */
@Command(
        name = "give",
        description = {
            "Charge a member of staff with a duty.",
            "Policies of keys of that duty hold for them from their next sign-in on: see lanyard policy show."
        })
final class DutiesGiveCommand extends OneDutyCommand {
    @Override
    boolean change(Office office, Handle tx, Whom whom, HeldDuty held, Instant now) throws RefusedException {
        return office.desk().duties().give(tx, whom.id(), held, now, actor(), why());
    }

    @Override
    String done(boolean changed) {
        return changed ? "is now" : "was already";
    }
}
