package org.lanyard.dist.card;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.card.CardRow;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.card.Cards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard card list}: the cards in a state, or all that somebody has or had. */
@Command(name = "list", description = "List the cards in a state (active, if nothing is said), or a person's cards.")
final class CardListCommand extends OfficeCommand {
    private static final UUID FIRST = new UUID(0, 0);

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "active",
            description = "in-stock, assigned, personalised, active, suspended, lost, damaged, returned or retired.")
    private String status;

    @Option(names = "--person", paramLabel = "WHO", description = "All that this person has or had.")
    private String person;

    private record Line(CardRow card, Optional<Whom> holder) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        LocalDate today = LocalDate.ofInstant(office.now(), surroundings().zone());
        List<Line> lines = new ArrayList<>();
        if (person != null) {
            lines.addAll(office.store().<List<Line>, OfficeException>read(h -> {
                Whom whom = Whom.of(h, person, today);
                return Cards.of(h, whom.id()).stream()
                        .map(card -> new Line(card, Optional.of(whom)))
                        .toList();
            }));
        } else {
            collect(office, wanted(), today, lines);
        }
        lines.forEach(this::tell);
        if (!json()) {
            out().println(lines.size() == 1 ? "1 card" : lines.size() + " cards");
        }
        return ExitCode.OK;
    }

    private CardStatus wanted() throws OfficeException {
        for (CardStatus each : CardStatus.values()) {
            if (each.code().equals(status)) {
                return each;
            }
        }
        throw new OfficeException("there is no state " + status, "Choose one that --help names.");
    }

    /** Page by page, so that no read stands open for long. */
    private static void collect(Office office, CardStatus status, LocalDate today, List<Line> lines) {
        UUID[] after = {FIRST};
        int before;
        do {
            before = lines.size();
            office.store().read(h -> {
                for (CardRow card : Cards.page(h, status, after[0])) {
                    lines.add(new Line(card, card.holder().flatMap(id -> Whom.byId(h, id, today))));
                    after[0] = card.id();
                }
                return null;
            });
        } while (lines.size() > before);
    }

    private void tell(Line line) {
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("card", line.card().id().toString());
            told.put("status", line.card().status().code());
            told.put("since", line.card().since().toString());
            line.holder().ifPresent(holder -> told.put("person", holder.id().toString()));
            printJson(told);
        } else {
            out().println(line.card().id() + "  " + line.card().status().code() + "  "
                    + local(line.card().since()) + "  "
                    + line.holder().map(Whom::named).orElse("-"));
        }
    }
}
