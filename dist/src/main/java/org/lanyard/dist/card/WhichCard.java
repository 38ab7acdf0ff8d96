package org.lanyard.dist.card;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.card.CardRow;
import org.lanyard.session.card.Cards;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which card is meant: by its number or the beginning of it, or by whose it is. */
final class WhichCard {
    private static final int SHORTEST = 6;

    @ArgGroup(multiplicity = "1")
    private By by;

    private static final class By {
        @Parameters(paramLabel = "CARD", description = "The card's number, or at least its first six characters.")
        private String card;

        @Option(
                names = "--person",
                paramLabel = "WHO",
                description = "Whose card: full name, roster's id, or our id of the person.")
        private String person;
    }

    /** A card and its holder. */
    record Found(CardRow card, Optional<Whom> holder) {
        /** "Cadi Prydderch (Ysgol Gwaun, 3P): card 1a2b3c4d-…". */
        String named() {
            return holder.map(Whom::named).orElse("Nobody") + ": card " + card.id();
        }
    }

    /** The card, of a person the one that is not gone yet. */
    Found find(Handle h, LocalDate today) throws OfficeException {
        CardRow card = by.card != null ? byNumber(h) : ofPerson(h, Whom.of(h, by.person, today));
        return new Found(card, card.holder().flatMap(id -> Whom.byId(h, id, today)));
    }

    private CardRow byNumber(Handle h) throws OfficeException {
        String number = by.card.toLowerCase(Locale.ROOT);
        Optional<UUID> whole = Whom.uuid(number);
        if (whole.isPresent()) {
            return Cards.find(h, whole.get()).orElseThrow(() -> unknown(number));
        }
        if (number.length() < SHORTEST || !number.matches("[0-9a-f-]+")) {
            throw unknown(number);
        }
        List<UUID> ids = Sql.list(
                h,
                "SELECT id FROM card WHERE id >= ? AND id < ? LIMIT 2",
                row -> UUID.fromString(row.getString(1)),
                number,
                number + "g");
        if (ids.size() != 1) {
            throw ids.isEmpty() ? unknown(number) : new OfficeException("more than one card begins so", "Say more.");
        }
        return Cards.find(h, ids.get(0)).orElseThrow(() -> unknown(number));
    }

    private static CardRow ofPerson(Handle h, Whom whom) throws OfficeException {
        List<CardRow> cards = Cards.of(h, whom.id()).stream()
                .filter(card -> !card.status().gone())
                .toList();
        if (cards.isEmpty()) {
            throw new OfficeException(whom.named() + " has no card", "Issue one with: lanyard card issue.");
        }
        if (cards.size() > 1) {
            String which = cards.stream()
                    .map(card -> card.id() + " " + card.status().code())
                    .collect(Collectors.joining("; "));
            throw new OfficeException(whom.named() + " has more than one: " + which, "Give the card's number.");
        }
        return cards.get(0);
    }

    private static OfficeException unknown(String number) {
        return new OfficeException("there is no card " + number, "Find its number with: lanyard card list.");
    }
}
