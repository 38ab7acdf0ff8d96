package org.lanyard.dist.card;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.card.Cards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard card outside}: a card that somebody else issued, such as a council's, lets its holder in. */
@Command(
        name = "outside",
        description = {
            "Let somebody in with a card of an authority outside, which the service's configuration lists.",
            "The card counts with certificates of that authority alone."
        })
final class CardOutsideCommand extends OfficeCommand {
    @Parameters(paramLabel = "CARD", description = "The card's number: the UUID in its certificates.")
    private UUID card;

    @Option(names = "--person", required = true, paramLabel = "WHO", description = "Full name, roster's id, or our id.")
    private String person;

    @Option(
            names = "--outside",
            required = true,
            paramLabel = "LABEL",
            description = "The authority's label in the service's configuration.")
    private String label;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Whom whom = office.store()
                .<Whom, OfficeException>read(h -> Whom.of(
                        h,
                        person,
                        LocalDate.ofInstant(office.now(), surroundings().zone())));
        confirm(whom.named() + ": card " + card + " of " + label + " → active", yes);
        office.store().<Void, OfficeException>transact(tx -> {
            if (Cards.find(tx, card).isPresent()) {
                throw new OfficeException("card " + card + " is known already", "See it with: lanyard card show.");
            }
            office.desk()
                    .cards()
                    .addOutside(
                            tx,
                            new CardStates.Card(card, CardStatus.ACTIVE, Optional.of(whom.id())),
                            label,
                            office.now(),
                            actor());
            return null;
        });
        if (json()) {
            printJson(Map.of("card", card.toString(), "status", CardStatus.ACTIVE.code(), "outside", label));
        } else {
            out().println("Done: the card is active.");
        }
        return ExitCode.OK;
    }
}
