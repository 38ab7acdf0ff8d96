package org.lanyard.dist.key;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard keys}. */
@Command(
        name = "keys",
        description = "Shows the security keys and passkeys of somebody; suspends, releases and removes them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysListCommand.class,
            KeysShowCommand.class,
            KeysSuspendCommand.class,
            KeysReleaseCommand.class,
            KeysRemoveCommand.class
        })
public final class KeysCommand implements Surrounded {
    private final Surroundings surroundings;

    public KeysCommand() {
        this(Surroundings.ofThisProcess());
    }

    public KeysCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
