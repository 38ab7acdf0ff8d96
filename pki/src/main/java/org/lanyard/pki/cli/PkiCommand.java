package org.lanyard.pki.cli;

import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code lanyard pki}: the authority and its certificates. */
@Command(
        name = "pki",
        description = "The certificate authority: make it, issue, look up and revoke.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PkiInitCommand.class,
            PkiIssueCommand.class,
            PkiListCommand.class,
            PkiShowCommand.class,
            PkiRevokeCommand.class,
            PkiCrlCommand.class
        })
public final class PkiCommand {
    private final PkiSurroundings surroundings;

    /** For the program. */
    public PkiCommand() {
        this(PkiSurroundings.ofThisProcess());
    }

    /** For tests, which bring a clock and a terminal of their own. */
    public PkiCommand(PkiSurroundings surroundings) {
        this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
    }

    PkiSurroundings surroundings() {
        return surroundings;
    }
}
