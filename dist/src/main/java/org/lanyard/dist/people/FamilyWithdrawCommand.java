package org.lanyard.dist.people;

import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.guardianship.Act;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard people family withdraw}. */
@Command(name = "withdraw", description = "Let somebody be told no more.")
final class FamilyWithdrawCommand extends ReasonedCommand {
    @Option(names = "--told", required = true, paramLabel = "PERSON", description = "Who may not be told any more.")
    private String told;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom about = whom(office);
        Whom listener = find(office, told);
        Act act = act(office);
        confirm(listener.named() + " is no more told of " + about.named() + ".");
        boolean was =
                office.store().transact(tx -> office.desk().family().withdraw(tx, about.id(), listener.id(), act));
        if (!was) {
            throw new OfficeException("it was not permitted", "See: lanyard people family list.");
        }
        if (json()) {
            printJson(
                    Map.of("about", about.id().toString(), "told", listener.id().toString(), "withdrawn", true));
        } else {
            out().println("Withdrawn.");
        }
        return ExitCode.OK;
    }
}
