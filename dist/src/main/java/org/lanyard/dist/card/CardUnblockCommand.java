package org.lanyard.dist.card;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.personalise.CardSecrets;
import org.lanyard.card.personalise.PinOffice;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.SecretFile;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.Cards;
import org.lanyard.session.print.PinMailer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard card unblock}: a new PIN, with the PUK that is sealed in the store; nobody gets to see the PUK. */
@Command(
        name = "unblock",
        description = {
            "Give the card in the reader a new PIN, where the old one was forgotten or blocked.",
            "The pupil types it, or --mailer prints one that was drawn at random."
        })
final class CardUnblockCommand extends OfficeCommand {
    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(
            names = "--mailer",
            paramLabel = "FILE",
            description = "Draw the PIN at random and write the letter with it here. Without it the pupil is asked.")
    private Path mailer;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    private static final class Where {
        @Option(names = "--reader", paramLabel = "NAME", description = "By a part of the reader's PC/SC name.")
        private String reader;

        @Option(names = "--soft-card", paramLabel = "FILE", description = "A software card's file.")
        private Path softCard;
    }

    @Override
    protected ExitCode run(Office office)
            throws OfficeException, RefusedException, CardException, PkiException, IOException {
        if (where.softCard != null) {
            try (SoftReader reader = new SoftReader("soft")) {
                reader.insert(SoftCardFile.load(where.softCard), CardInterface.CONTACT);
                try (CardConnection link = reader.connect()) {
                    return unblock(office, link);
                }
            }
        }
        try (PcscReader reader = new PcscReader(PcscConfig.FIRST_READER.withReader(where.reader));
                CardConnection link = reader.connect()) {
            return unblock(office, link);
        }
    }

    private ExitCode unblock(Office office, CardConnection link)
            throws OfficeException, RefusedException, CardException, PkiException, IOException {
        PkiSurroundings here = surroundings().here();
        PinOffice pins = new PinOffice(here.random());
        UUID card = pins.card(link);
        LocalDate today = LocalDate.ofInstant(office.now(), surroundings().zone());
        Whom holder = office.store()
                .read(h -> Cards.find(h, card).flatMap(row -> row.holder()).flatMap(id -> Whom.byId(h, id, today)))
                .orElseThrow(() -> new OfficeException("card " + card + " is nobody's", "Is it one of this school?"));
        confirm(holder.named() + ": card " + card + " → a new PIN", yes);
        char[] pin = pin(here);
        try {
            useSealed(office, pins, link, card, pin);
            if (mailer != null) {
                SecretFile.write(mailer, PinMailer.of(holder.person().givenName(), pin));
            }
        } finally {
            Arrays.fill(pin, '\0');
        }
        if (json()) {
            printJson(Map.of("card", card.toString(), "unblocked", true));
        } else {
            out().println("Done: the card has a new PIN.");
        }
        return ExitCode.OK;
    }

    /** The opening of the PUK is committed before it is used: whatever happens to the card, the trail has it. */
    private void useSealed(Office office, PinOffice pins, CardConnection link, UUID card, char[] pin)
            throws CardException, RefusedException, PkiException {
        char[] puk;
        try {
            puk = office.store()
                    .<char[], Exception>transact(tx -> office.puks().open(tx, card, office.now(), actor(), why));
        } catch (RefusedException | PkiException | RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        try {
            pins.unblock(link, puk, pin);
        } finally {
            Arrays.fill(puk, '\0');
        }
        office.store().transact(tx -> {
            office.audit()
                    .append(
                            tx,
                            AuditEvent.of(
                                    office.now(), "card.unblocked", actor(), card.toString(), Map.of("why", why)));
            return null;
        });
    }

    private char[] pin(PkiSurroundings here) throws OfficeException {
        if (mailer != null) {
            try (CardSecrets drawn = CardSecrets.random(here.random())) {
                return drawn.pin();
            }
        }
        char[] typed = here.terminal().apply("New PIN, six to eight digits: ");
        char[] again = typed == null ? null : here.terminal().apply("Once more: ");
        if (typed == null || again == null) {
            throw new OfficeException("nobody can be asked here", "Give --mailer.");
        }
        boolean same = Arrays.equals(typed, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(typed, '\0');
            throw new OfficeException("the two PINs differ", "Try again.");
        }
        return typed;
    }
}
