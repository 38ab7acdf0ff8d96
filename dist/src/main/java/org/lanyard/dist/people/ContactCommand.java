package org.lanyard.dist.people;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard people contact}. */
@Command(
        name = "contact",
        description = "Where somebody is written to: what the office says stands above every roster.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ContactShowCommand.class, ContactSetCommand.class, ContactRemoveCommand.class})
record ContactCommand(Surroundings surroundings) implements Surrounded {}
