package org.lanyard.dist.duty;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard duties}. */
@Command(
        name = "duties",
        description = "Says what members of staff are charged with: which keys they need, and what they are told of.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DutiesGiveCommand.class, DutiesTakeCommand.class, DutiesListCommand.class})
public final class DutiesCommand implements Surrounded {
    private final Surroundings surroundings;

    public DutiesCommand() {
        this(Surroundings.ofThisProcess());
    }

    public DutiesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
