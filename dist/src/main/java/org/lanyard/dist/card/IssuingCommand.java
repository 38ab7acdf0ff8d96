package org.lanyard.dist.card;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Progress;
import org.lanyard.dist.office.SecretFile;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.cli.AuthorityOptions;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.cli.KeptPassphrase;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.session.card.Cards;
import org.lanyard.session.print.CardSheet;
import org.lanyard.session.print.PinMailer;
import picocli.CommandLine.Mixin;

/** Writes cards for some people: the part that issuing and replacing share. */
abstract class IssuingCommand extends OfficeCommand {
    @Mixin
    private AuthorityOptions authority;

    @Mixin
    private IssueOptions options;

    /** Issues to all jobs, and reports. */
    final ExitCode issue(Office office, List<Issuing.Job> jobs) throws OfficeException, PkiException, IOException {
        PkiSurroundings here = surroundings().here();
        if (options.mailers().isPresent()) {
            IssueOptions.ownersAlone(options.mailers().get());
        }
        long began = System.nanoTime();
        Progress progress = new Progress(err(), System.console() != null && !json(), jobs.size(), System::nanoTime);
        Path folder = authority.folder(storeOptions());
        try (KeptPassphrase kept = new KeptPassphrase(authority.passphrase(here, false)).read()) {
            Passphrase passphrase = kept.passphrase();
            Authority opened = authority.open(storeOptions(), office.store(), office.master(), here, passphrase);
            CardMaker.Keys keys = CardKeys.open(folder, passphrase, opened, office.now(), here.random(), actor());
            CardMaker maker = new CardMaker(
                    office,
                    opened,
                    keys,
                    options.algorithm(),
                    (card, pin) -> keepPin(jobs, office, card.card(), pin),
                    new CardMaker.Around(here.clock(), here.random(), actor()));
            List<CardSlot> slots = options.slots(here.random(), office.now(), progress::say, jobs.size());
            try {
                IssueReport report = new Issuing(office, maker, actor(), progress).run(jobs, slots);
                writeSheet(report);
                return tell(report, System.nanoTime() - began);
            } finally {
                slots.forEach(CardSlot::close);
                keys.master().close();
            }
        }
    }

    final Optional<String> label() {
        return options.label();
    }

    final LocalDate today(Office office) {
        return LocalDate.ofInstant(office.now(), surroundings().zone());
    }

    private void keepPin(List<Issuing.Job> jobs, Office office, UUID card, char[] pin) throws IOException {
        if (options.mailers().isEmpty()) {
            return;
        }
        UUID holder = office.store()
                .read(h -> Cards.find(h, card))
                .orElseThrow()
                .holder()
                .orElseThrow();
        String name = jobs.stream()
                .map(Issuing.Job::whom)
                .filter(whom -> whom.id().equals(holder))
                .map(whom -> whom.person().givenName())
                .findFirst()
                .orElse("");
        SecretFile.write(options.mailers().get().resolve(card + ".pdf"), PinMailer.of(name, pin));
    }

    private void writeSheet(IssueReport report) throws IOException {
        if (options.sheet().isEmpty()) {
            return;
        }
        List<CardSheet.Line> lines = new ArrayList<>();
        for (IssueReport.Line line : report.lines()) {
            if (line.outcome() == IssueReport.Outcome.ISSUED || line.outcome() == IssueReport.Outcome.COMPLETED) {
                int at = line.named().indexOf(" (");
                String name = at < 0 ? line.named() : line.named().substring(0, at);
                String place = at < 0
                        ? ""
                        : line.named().substring(at + 2, line.named().length() - 1);
                lines.add(new CardSheet.Line(name, place, line.card().toString()));
            }
        }
        lines.sort(Comparator.comparing(CardSheet.Line::place).thenComparing(CardSheet.Line::name));
        SecretFile.write(options.sheet().get(), CardSheet.of("Cards", lines));
    }

    private ExitCode tell(IssueReport report, long nanos) {
        long failed = report.count(IssueReport.Outcome.FAILED);
        if (json()) {
            printJson(asJson(report, nanos));
        } else {
            out().printf(
                            "Issued %d, completed %d that an earlier run had written, %d had one, %d failed.%n",
                            report.count(IssueReport.Outcome.ISSUED),
                            report.count(IssueReport.Outcome.COMPLETED),
                            report.count(IssueReport.Outcome.HAD_ONE),
                            failed);
            for (IssueReport.Line line : report.lines()) {
                if (report.lines().size() == 1
                        && line.card() != null
                        && line.why().isEmpty()) {
                    out().println(line.named() + ": card " + line.card());
                }
            }
            if (failed > 0) {
                out().println("Run it again: it goes on from there.");
            }
        }
        return failed > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private static Map<String, Object> asJson(IssueReport report, long nanos) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (IssueReport.Outcome outcome : IssueReport.Outcome.values()) {
            told.put(outcome.name().toLowerCase(Locale.ROOT), report.count(outcome));
        }
        told.put("seconds", Math.round(nanos / 1e6) / 1e3);
        List<Map<String, Object>> cards = new ArrayList<>();
        for (IssueReport.Line line : report.lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("person", line.person().toString());
            if (line.card() != null) {
                one.put("card", line.card().toString());
            }
            one.put("outcome", line.outcome().name().toLowerCase(Locale.ROOT));
            if (!line.why().isEmpty()) {
                one.put("why", line.why());
            }
            cards.add(one);
        }
        told.put("cards", cards);
        return told;
    }

    /** Whom a text means, as of today. */
    final Whom whom(Office office, String text) throws OfficeException {
        return office.store().<Whom, OfficeException>read(h -> Whom.of(h, text, today(office)));
    }
}
