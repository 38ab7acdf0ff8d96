package org.lanyard.dist.card;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.card.CardRow;
import org.lanyard.session.card.Cards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lanyard card show}: a card, whose it is, and who did what to it. */
@Command(name = "show", description = "Show a card, whose it is, and who did what to it, when and why.")
final class CardShowCommand extends OfficeCommand {
    @Mixin
    private WhichCard which;

    private record Shown(WhichCard.Found found, List<Cards.Happened> history) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Instant now = office.now();
        LocalDate today = LocalDate.ofInstant(now, surroundings().zone());
        Shown shown = office.store().<Shown, OfficeException>read(h -> {
            WhichCard.Found found = which.find(h, today);
            return new Shown(
                    found, Cards.history(office.audit(), h, found.card().id()));
        });
        if (json()) {
            printJson(asJson(shown));
            return ExitCode.OK;
        }
        CardRow card = shown.found().card();
        out().println("Card:   " + card.id());
        out().println("Holder: " + shown.found().holder().map(Whom::named).orElse("nobody"));
        out().println("Status: " + card.status().code() + " since " + local(card.since()));
        card.batch().ifPresent(batch -> out().println("Batch:  " + batch));
        card.authority().ifPresent(authority -> out().println("Issuer: " + authority + ", outside"));
        for (Cards.Happened one : shown.history()) {
            out().println(local(one.at()) + "  " + one.what() + "  by " + one.who()
                    + (one.why().isEmpty() ? "" : ": " + one.why()));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> asJson(Shown shown) {
        CardRow card = shown.found().card();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("card", card.id().toString());
        told.put("status", card.status().code());
        told.put("since", card.since().toString());
        shown.found()
                .holder()
                .ifPresent(holder -> told.put("person", holder.id().toString()));
        card.batch().ifPresent(batch -> told.put("batch", batch));
        told.put(
                "history",
                shown.history().stream()
                        .map(one -> Map.of(
                                "at", one.at().toString(), "what", one.what(), "who", one.who(), "why", one.why()))
                        .toList());
        return told;
    }
}
