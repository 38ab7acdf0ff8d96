package org.lanyard.dist.card;

import org.lanyard.card.cli.CardVerifyCommand;
import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import picocli.CommandLine.Command;

/** {@code lanyard card}. */
@Command(
        name = "card",
        description = "Issues pupils' cards, and follows each through its life.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CardIssueCommand.class,
            CardReplaceCommand.class,
            CardUnblockCommand.class,
            CardLostCommand.class,
            CardFoundCommand.class,
            CardDamagedCommand.class,
            CardReturnCommand.class,
            CardShowCommand.class,
            CardListCommand.class,
            CardStockCommand.class,
            CardVerifyCommand.class,
            CardOutsideCommand.class
        })
public final class CardCommand implements Surrounded {
    private final Surroundings surroundings;

    public CardCommand() {
        this(Surroundings.ofThisProcess());
    }

    public CardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
