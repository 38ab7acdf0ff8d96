package org.lanyard.dist.card;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.card.Cards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard card stock}: how many cards there are in each state, and a delivery written down. */
@Command(
        name = "stock",
        description =
                "Say how many cards there are in each state; with --add, write a delivery of blank ones down first.")
final class CardStockCommand extends OfficeCommand {
    @Option(names = "--add", paramLabel = "N", description = "That many blank cards came.")
    private Integer add;

    @Option(names = "--batch", paramLabel = "LABEL", description = "What you call their delivery.")
    private String batch;

    @Override
    protected ExitCode run(Office office) throws OfficeException, RefusedException {
        if (add != null) {
            if (batch == null) {
                throw new OfficeException("a delivery has a name", "Give --batch \"Delivery 7\".");
            }
            office.store().<Void, RefusedException>transact(tx -> {
                office.life().stock(tx, add, batch, office.now(), actor());
                return null;
            });
        }
        Map<CardStatus, Long> counts = office.store().read(Cards::counts);
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            for (CardStatus status : CardStatus.values()) {
                told.put(status.code(), counts.getOrDefault(status, 0L));
            }
            printJson(told);
        } else {
            for (CardStatus status : CardStatus.values()) {
                out().printf("%-13s %5d%n", status.code(), counts.getOrDefault(status, 0L));
            }
        }
        return ExitCode.OK;
    }
}
