package org.lanyard.dist.people;

import java.util.List;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.notice.FamilyNotices;
import picocli.CommandLine.Command;

/** {@code lanyard people family list}. */
@Command(name = "list", description = "List who may be told of one person's new ways to sign in.")
final class FamilyListCommand extends OnePersonCommand {
    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom about = whom(office);
        List<FamilyNotices.Permission> all = office.store().read(h -> FamilyNotices.about(h, about.id()));
        for (FamilyNotices.Permission each : all) {
            if (json()) {
                printJson(Map.of(
                        "about", each.about().toString(),
                        "told", each.told().toString(),
                        "school", each.school().toString(),
                        "since", each.since().toString()));
            } else {
                String named = office.store()
                        .read(h -> Whom.named(
                                h, each.told(), office.now(), surroundings().zone()));
                out().println(named + " since " + local(each.since()));
            }
        }
        if (!json() && all.isEmpty()) {
            out().println("Nobody.");
        }
        return ExitCode.OK;
    }
}
