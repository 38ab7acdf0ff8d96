package org.lanyard.dist.people;

import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard people family}. */
@Command(
        name = "family",
        description =
                "Whom a school lets be told when somebody of their family got a new way in. Without a word: nobody.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {FamilyPermitCommand.class, FamilyWithdrawCommand.class, FamilyListCommand.class})
record FamilyCommand(Surroundings surroundings) implements Surrounded {}
