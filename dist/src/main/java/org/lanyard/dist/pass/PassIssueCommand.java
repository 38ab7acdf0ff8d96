package org.lanyard.dist.pass;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.SecretFile;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import org.lanyard.session.pass.PassOrder;
import org.lanyard.session.pass.PassPlace;
import org.lanyard.session.pass.Passes;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.print.PassSheet;
import org.lanyard.session.print.QrText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard pass issue}. */
@Command(
        name = "issue",
        description = {
            "Give a pupil a pass and print its code, once, to be typed or scanned at the kiosk.",
            "An earlier pass of the same pupil ends, and its session with it."
        })
final class PassIssueCommand extends OfficeCommand {
    @Option(names = "--person", required = true, paramLabel = "WHO", description = "The pupil: full name or id.")
    private String person;

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "WHO",
            description = "Who lets them in; the record has it.")
    private String teacher;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @ArgGroup(multiplicity = "1")
    private End end;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Also write a slip to print, with the code as a QR.")
    private Path pdf;

    private static final class End {
        @Option(
                names = "--until",
                paramLabel = "HH:MM",
                description = "The bell, today: the pass is good before it, and its session ends with it.")
        private String until;

        @Option(names = "--for", paramLabel = "MINUTES", description = "The bell is in so many minutes.")
        private Integer minutes;
    }

    private static final class Where {
        @Option(names = "--kiosk", paramLabel = "ID", description = "At one kiosk, by its client id.")
        private URI kiosk;

        @Option(names = "--room", paramLabel = "NAME", description = "At any kiosk of a room: see lanyard pass room.")
        private String room;
    }

    private record Both(Whom pupil, Whom teacher) {}

    @Override
    protected ExitCode run(Office office) throws OfficeException, RefusedException, PkiException, IOException {
        Instant now = office.now();
        Instant bell = bell(now);
        LocalDate today = LocalDate.ofInstant(now, surroundings().zone());
        Both both = office.store()
                .<Both, OfficeException>read(h -> new Both(Whom.of(h, person, today), Whom.of(h, teacher, today)));
        if (both.teacher().person().role() != PersonRole.STAFF
                || !both.teacher().person().active()) {
            throw new OfficeException(both.teacher().named() + " is no teacher here", "Name who lets the pupil in.");
        }
        PassPlace place = where.kiosk != null ? new PassPlace.AtKiosk(where.kiosk) : new PassPlace.InRoom(where.room);
        Passes passes = office.passes();
        String by = both.teacher().id().toString();
        Passes.Issued issued = office.store()
                .<Passes.Issued, RefusedException>transact(
                        tx -> passes.issue(tx, new PassOrder(both.pupil().id(), place, bell), now, by));
        String code = issued.code().reveal();
        if (pdf != null) {
            SecretFile.write(
                    pdf,
                    PassSheet.of(
                            both.pupil().person().givenName(),
                            code,
                            clock(bell),
                            where.room == null ? "" : where.room));
        }
        tell(issued, code, both);
        return ExitCode.OK;
    }

    private void tell(Passes.Issued issued, String code, Both both) {
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("pass", issued.pass().id().toString());
            told.put("person", issued.pass().person().toString());
            told.put("teacher", both.teacher().id().toString());
            told.put("until", issued.pass().until().toString());
            told.put("code", code);
            printJson(told);
            return;
        }
        out().println(both.pupil().named() + " is let in by "
                + both.teacher().person().fullName() + " until "
                + local(issued.pass().until()) + ".");
        out().println("Code: " + code);
        QrText.of(code).forEach(out()::println);
        out().println("Take it back with: lanyard pass end " + issued.pass().id());
    }

    private String clock(Instant bell) {
        return local(bell).substring(local(bell).indexOf(' ') + 1);
    }

    private Instant bell(Instant now) throws OfficeException {
        if (end.minutes != null) {
            return now.plus(Duration.ofMinutes(end.minutes));
        }
        try {
            ZonedDateTime at = LocalTime.parse(end.until)
                    .atDate(LocalDate.ofInstant(now, surroundings().zone()))
                    .atZone(surroundings().zone());
            return at.toInstant();
        } catch (DateTimeParseException e) {
            throw new OfficeException("--until is a time of today", "Write it as 10:40.");
        }
    }
}
