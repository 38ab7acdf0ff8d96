package org.lanyard.dist.roster;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard roster}. */
@Command(
        name = "roster",
        description = "Takes in who is at which school, from the school's own system.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RosterImportCommand.class)
public final class RosterCommand implements Surrounded {
    private final Surroundings surroundings;

    public RosterCommand() {
        this(Surroundings.ofThisProcess());
    }

    public RosterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
