package org.lanyard.dist.kiosk;

import org.lanyard.pki.cli.PkiSurroundings;
import picocli.CommandLine.Command;

/** {@code lanyard kiosks}: which kiosks there are, and what they may. */
@Command(
        name = "kiosks",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The kiosks that may sign pupils in: add one, list, suspend, resume, remove.",
        subcommands = {
            KiosksAddCommand.class,
            KiosksListCommand.class,
            KiosksSuspendCommand.class,
            KiosksResumeCommand.class,
            KiosksRemoveCommand.class
        })
public final class KiosksCommand {
    private final PkiSurroundings surroundings;

    public KiosksCommand() {
        this(PkiSurroundings.ofThisProcess());
    }

    public KiosksCommand(PkiSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    PkiSurroundings surroundings() {
        return surroundings;
    }
}
