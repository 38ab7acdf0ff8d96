package org.lanyard.dist.people;

import java.util.Map;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.guardianship.Act;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard people family permit}. */
@Command(
        name = "permit",
        description = {
            "Let one person be told when another of the family got a new way to sign in, or a pupil a key for home.",
            "Ask the safeguarding lead first. It counts only while no restriction is on either."
        })
final class FamilyPermitCommand extends ReasonedCommand {
    @Option(names = "--told", required = true, paramLabel = "PERSON", description = "Who may be told.")
    private String told;

    @Option(names = "--school", required = true, paramLabel = "SCHOOL", description = "By whose word: name or id.")
    private String school;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom about = whom(office);
        Whom listener = find(office, told);
        if (about.id().equals(listener.id())) {
            throw new OfficeException("nobody needs permission to hear of themselves", "");
        }
        UUID place = school(office);
        Act act = act(office);
        confirm(listener.named() + " may be told when " + about.named() + " gets a new way to sign in.");
        boolean fresh =
                office.store().transact(tx -> office.desk().family().permit(tx, about.id(), listener.id(), place, act));
        if (json()) {
            printJson(
                    Map.of("about", about.id().toString(), "told", listener.id().toString(), "permitted", fresh));
        } else {
            out().println(fresh ? "Permitted." : "It was permitted already.");
        }
        return ExitCode.OK;
    }

    private UUID school(Office office) throws OfficeException {
        return office
                .store()
                .read(h -> Sql.list(
                        h,
                        "SELECT id FROM school WHERE status = 'active' AND (name = ? OR id = ?)",
                        row -> UUID.fromString(row.getString(1)),
                        school,
                        school))
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new OfficeException("there is no school " + school, "Give its name as it is listed."));
    }
}
