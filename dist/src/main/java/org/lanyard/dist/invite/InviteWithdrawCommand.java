package org.lanyard.dist.invite;

import java.util.Map;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard invite withdraw}. */
@Command(name = "withdraw", description = "Take an invitation back, at once.")
final class InviteWithdrawCommand extends OfficeCommand {
    @Parameters(paramLabel = "INVITATION", description = "Its id: see lanyard invite list.")
    private UUID id;

    @Option(names = "--why", required = true, paramLabel = "WORDS", description = "Goes into the audit trail.")
    private String why;

    private String reason() throws OfficeException {
        try {
            return Why.checked(why);
        } catch (IllegalArgumentException e) {
            throw new OfficeException(e.getMessage(), "Say in a few words why.");
        }
    }

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        String reason = reason();
        boolean withdrawn = office.store()
                .transact(tx -> office.desk().invitations().withdraw(tx, id, office.now(), actor(), reason));
        if (!withdrawn) {
            throw new OfficeException(
                    "there is no such invitation, or it was redeemed or withdrawn before", "See: lanyard invite list.");
        }
        if (json()) {
            printJson(Map.of(
                    "invitation", id.toString(), "withdrawn", office.now().toString()));
        } else {
            out().println("Withdrawn.");
        }
        return ExitCode.OK;
    }
}
