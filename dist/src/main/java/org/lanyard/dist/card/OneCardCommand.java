package org.lanyard.dist.card;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStatus;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves one card to another state, after showing whose it is. */
abstract class OneCardCommand extends OfficeCommand {
    @Mixin
    private WhichCard which;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** What is done with it, such as "lost: refused everywhere at once". */
    abstract String doing();

    /** Changes it, and says what it is now. */
    abstract CardStatus change(Office office, Handle tx, WhichCard.Found card, Instant now)
            throws RefusedException, PkiException;

    final String why() {
        return why;
    }

    @Override
    protected final ExitCode run(Office office) throws OfficeException, RefusedException, PkiException {
        Instant now = office.now();
        WhichCard.Found found = office.store()
                .<WhichCard.Found, OfficeException>read(h ->
                        which.find(h, LocalDate.ofInstant(now, surroundings().zone())));
        confirm(
                found.named() + ", " + found.card().status().code() + " since "
                        + local(found.card().since()) + " → " + doing(),
                yes);
        CardStatus status;
        try {
            status = office.store().<CardStatus, Exception>transact(tx -> change(office, tx, found, now));
        } catch (RefusedException | PkiException | RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("card", found.card().id().toString());
            told.put("was", found.card().status().code());
            told.put("status", status.code());
            printJson(told);
        } else {
            out().println("Done: the card is " + status.code() + ".");
        }
        return ExitCode.OK;
    }
}
