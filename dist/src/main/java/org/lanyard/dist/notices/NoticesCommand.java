package org.lanyard.dist.notices;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard notices}. */
@Command(
        name = "notices",
        description = "What people are told of their keys: what waits, what was sent, what was given up.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NoticesListCommand.class, NoticesRetryCommand.class})
public final class NoticesCommand implements Surrounded {
    private final Surroundings surroundings;

    public NoticesCommand() {
        this(Surroundings.ofThisProcess());
    }

    public NoticesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
