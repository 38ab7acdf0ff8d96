package org.lanyard.dist.pass;

import java.util.Map;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.pass.Passes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pass end}. */
@Command(name = "end", description = "End a pass before the bell, and the session that it opened.")
final class PassEndCommand extends OfficeCommand {
    @Parameters(paramLabel = "PASS", description = "Its id, as pass issue and pass list show it.")
    private UUID pass;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Override
    protected ExitCode run(Office office) throws OfficeException, PkiException {
        Passes passes = office.passes();
        boolean ended = office.store().transact(tx -> passes.end(tx, pass, office.now(), actor(), why));
        if (!ended) {
            throw new OfficeException("there is no such pass, or it was ended before", "See: lanyard pass list.");
        }
        if (json()) {
            printJson(Map.of("pass", pass.toString(), "ended", true));
        } else {
            out().println("Ended, and its session with it.");
        }
        return ExitCode.OK;
    }
}
