package org.lanyard.dist.card;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.card.CardRow;
import org.lanyard.session.card.Cards;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard card replace}. */
@Command(
        name = "replace",
        description = {
            "Write another card for somebody who has or had one.",
            "The old one works until the new one is active, unless it is lost; in that moment it is revoked for ever."
        })
final class CardReplaceCommand extends IssuingCommand {
    @Option(names = "--person", required = true, paramLabel = "WHO", description = "Full name, roster's id, or our id.")
    private String person;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    protected ExitCode run(Office office) throws OfficeException, PkiException, IOException {
        Whom whom = whom(office, person);
        List<CardRow> old = office.store().read(h -> Cards.of(h, whom.id())).stream()
                .filter(card -> !card.status().gone())
                .toList();
        String cards = old.isEmpty()
                ? "no card in use"
                : String.join(
                        ", ",
                        old.stream()
                                .map(card -> card.id() + " " + card.status().code())
                                .toList());
        confirm(whom.named() + ", " + cards + " → another card; what they have is revoked with its first moment", yes);
        office.store().transact(tx -> {
            for (CardRow card : old) {
                office.audit()
                        .append(
                                tx,
                                AuditEvent.of(
                                        office.now(),
                                        "card.replacing",
                                        actor(),
                                        card.id().toString(),
                                        Map.of("why", why)));
            }
            return null;
        });
        return issue(office, List.of(new Issuing.Job(whom, true, label())));
    }
}
