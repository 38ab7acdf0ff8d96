package org.lanyard.dist.recovery;

import java.util.Map;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard recovery cancel}. */
@Command(name = "cancel", description = "Take a recovery back that has not led to a new key; its code is void at once.")
final class RecoveryCancelCommand extends OfficeCommand {
    @Parameters(paramLabel = "RECOVERY", description = "Its id: see lanyard recovery list.")
    private UUID recovery;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        boolean cancelled = office.store()
                .transact(tx -> office.desk().recoveries().cancel(tx, recovery, office.now(), actor(), why));
        if (!cancelled) {
            throw new OfficeException(
                    "there is no such recovery, or it is over",
                    "If it led to a key that should not be: lanyard keys suspend.");
        }
        if (json()) {
            printJson(Map.of("recovery", recovery.toString(), "cancelled", true));
        } else {
            out().println("Cancelled; its code opens nothing.");
        }
        return ExitCode.OK;
    }
}
