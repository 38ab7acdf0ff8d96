package org.lanyard.dist.people;

import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.guardianship.Act;
import picocli.CommandLine.Command;

/** {@code lanyard people contact remove}: for a mailbox that somebody else reads. */
@Command(
        name = "remove",
        description = "Take an address out, because somebody else reads it. No roster brings it back.")
final class ContactRemoveCommand extends ReasonedCommand {
    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom whom = whom(office);
        Act act = act(office);
        confirm(whom.named() + " is written to nowhere from now on.");
        boolean removed = office.store().transact(tx -> office.desk().contacts().remove(tx, whom.id(), act));
        if (!removed) {
            throw new OfficeException("no address is known of them", "See: lanyard people contact show.");
        }
        if (json()) {
            printJson(Map.of("person", whom.id().toString(), "removed", true));
        } else {
            out().println("Taken out. Give another with: lanyard people contact set.");
        }
        return ExitCode.OK;
    }
}
