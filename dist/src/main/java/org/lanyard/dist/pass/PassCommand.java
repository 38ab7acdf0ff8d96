package org.lanyard.dist.pass;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard pass}. */
@Command(
        name = "pass",
        description = "Lets a pupil in whose card is at home: one pupil, one kiosk or room, until the bell.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PassIssueCommand.class, PassListCommand.class, PassEndCommand.class, PassRoomCommand.class})
public final class PassCommand implements Surrounded {
    private final Surroundings surroundings;

    public PassCommand() {
        this(Surroundings.ofThisProcess());
    }

    public PassCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
