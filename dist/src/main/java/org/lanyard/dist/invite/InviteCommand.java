package org.lanyard.dist.invite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.BatchFile;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Progress;
import org.lanyard.dist.office.Surrounded;
import org.lanyard.dist.office.Surroundings;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.RefusedException;
import org.lanyard.session.invitation.InvitationBook;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCode;
import org.lanyard.session.invitation.SecondCodeChannel;
import org.lanyard.session.print.QrText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard invite}: one person, or the guardians of a school; and its subcommands. */
@Command(
        name = "invite",
        description = {
            "Invite somebody, or all guardians of a school who have no key yet, to set up their first key.",
            "Each gets a code by letter, and a second one by another way. A new invitation withdraws the one before.",
            "What was broken off is taken up by giving the same command again: nobody gets two letters."
        },
        subcommands = {InviteListCommand.class, InviteShowCommand.class, InviteWithdrawCommand.class})
public final class InviteCommand extends OfficeCommand implements Surrounded {
    private final Surroundings surroundings;

    @Option(names = "--person", paramLabel = "WHO", description = "One person: full name or id.")
    private String person;

    @Option(
            names = "--school",
            paramLabel = "SCHOOL",
            description = "All guardians of a school's pupils who have no key yet; the school by its name or id.")
    private String school;

    @Option(names = "--batch", paramLabel = "FILE", description = "Those in a CSV file with a column \"person\".")
    private Path batch;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The service that they sign in at, as in its service.issuer.")
    private URI issuer;

    @Option(
            names = "--second",
            paramLabel = "HOW",
            defaultValue = "told",
            description =
                    "How the second code comes to them: told by the office, or by mail to the address that the school"
                            + " holds (default: ${DEFAULT-VALUE}).")
    private String second;

    @Option(
            names = "--in-person",
            description = "They stand before you: one code, for half an hour, shown here. Be sure who they are.")
    private boolean inPerson;

    @Option(
            names = "--letters",
            paramLabel = "PATH",
            description = "Where the letters are written: one PDF if it ends in .pdf, else a folder with one for each.")
    private Path letters;

    @Option(
            names = "--second-codes",
            paramLabel = "FILE",
            description = "A PDF with the second codes, for whoever tells them. Keep it apart from the letters.")
    private Path secondCodes;

    @Option(names = "--again", description = "Also those whose invitation is still good; it is withdrawn.")
    private boolean again;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** @param school whose name is on letters; may be empty */
    private record People(List<Whom> all, String school) {}

    public InviteCommand() {
        this(Surroundings.ofThisProcess());
    }

    public InviteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    protected ExitCode run(Office office) throws OfficeException, RefusedException, IOException {
        InviteChecks.exactlyOne(person, school, batch);
        SecondCodeChannel channel = InviteChecks.channel(second);
        InviteChecks.issuer(issuer);
        if (person != null && letters == null) {
            return one(office, channel);
        }
        InviteChecks.printing(inPerson, letters, secondCodes, channel);
        People people = people(office);
        if (people.all().isEmpty()) {
            throw new OfficeException("there is nobody to invite", "All have a key: lanyard keys list.");
        }
        confirm(
                "Invite "
                        + (people.all().size() == 1
                                ? people.all().get(0).named()
                                : people.all().size() + " people") + " by letter.",
                yes || person != null);
        return many(office, people, channel);
    }

    private ExitCode one(Office office, SecondCodeChannel channel) throws OfficeException, RefusedException {
        Whom whom = whom(office, person);
        InvitationOrder order =
                inPerson ? InvitationOrder.inPerson(whom.id()) : InvitationOrder.letter(whom.id(), channel);
        Invited invited = office.store()
                .<Invited, RefusedException>transact(
                        tx -> office.desk().invitations().create(tx, order, office.now(), actor()));
        tell(whom, invited);
        return ExitCode.OK;
    }

    private void tell(Whom whom, Invited invited) {
        String code = invited.code().reveal();
        String link = invited.link(issuer.toString());
        if (json()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("invitation", invited.id().toString());
            told.put("person", whom.id().toString());
            told.put("until", invited.expiresAt().toString());
            told.put("code", code);
            told.put("link", link);
            invited.second().ifPresent(told2 -> told.put("second", told2.reveal()));
            printJson(told);
            return;
        }
        out().println(whom.named() + " is invited until " + local(invited.expiresAt()) + ", once.");
        out().println("Code: " + code);
        out().println("Link: " + link);
        if (inPerson) {
            QrText.of(link).forEach(out()::println);
        } else {
            out().println(invited.second()
                    .map(SecondCode::reveal)
                    .map(told2 -> "Second code: " + told2 + " (shown once; tell it to them alone, not with the letter)")
                    .orElse("The second code goes to them by mail."));
        }
        out().println("Take it back with: lanyard invite withdraw " + invited.id());
    }

    private ExitCode many(Office office, People people, SecondCodeChannel channel) throws OfficeException, IOException {
        Drafts drafts = Drafts.beside(letters);
        InviteChecks.nothingOverwritten(drafts.resumed(), letters, secondCodes);
        Progress progress = new Progress(
                err(), System.console() != null && !json(), people.all().size(), System::nanoTime);
        Inviting.Made made = new Inviting(
                        office,
                        drafts,
                        new Inviting.Manner(issuer, channel, again, people.school(), surroundings.zone(), actor()),
                        progress)
                .run(people.all());
        InvitePrinting.print(made.drafts(), letters, Optional.ofNullable(secondCodes));
        drafts.done();
        if (json()) {
            printJson(made.report().asJson());
        } else {
            tell(made);
        }
        return made.report().count(InviteReport.Outcome.FAILED) > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private void tell(Inviting.Made made) {
        InviteReport report = made.report();
        out().printf(
                        "Invited %d, took up %d of a run that was broken off, %d had an invitation, %d in person only,"
                                + " %d without an address, %d failed.%n",
                        report.count(InviteReport.Outcome.INVITED),
                        report.count(InviteReport.Outcome.TAKEN_UP),
                        report.count(InviteReport.Outcome.HAD_ONE),
                        report.count(InviteReport.Outcome.IN_PERSON),
                        report.count(InviteReport.Outcome.NO_CONTACT),
                        report.count(InviteReport.Outcome.FAILED));
        for (InviteReport.Line line : report.lines()) {
            if (line.outcome() == InviteReport.Outcome.IN_PERSON) {
                out().println("In person only, and say nothing of why: " + line.named());
            } else if (!line.why().isEmpty()) {
                out().println(line.named() + ": " + line.why());
            }
        }
        if (!made.drafts().isEmpty()) {
            out().println("Letters: " + made.drafts().size() + " in " + letters);
            if (secondCodes != null) {
                out().println("Second codes: " + secondCodes);
            }
        }
    }

    private People people(Office office) throws OfficeException, IOException {
        if (person != null) {
            return new People(List.of(whom(office, person)), "");
        } else if (batch != null) {
            return new People(BatchFile.read(batch, text -> whom(office, text)), "");
        }
        LocalDate today = today(office);
        return office.store().<People, OfficeException>read(h -> {
            List<String[]> named = Sql.list(
                    h,
                    "SELECT id, name FROM school WHERE (id = ? OR LOWER(name) = LOWER(?)) AND status = 'active'",
                    row -> new String[] {row.getString(1), row.getString(2)},
                    school,
                    school);
            if (named.size() != 1) {
                throw new OfficeException(
                        (named.isEmpty() ? "no school " : "more than one school ") + school, "Give its id.");
            }
            List<Whom> all = InvitationBook.guardiansWithoutKey(h, UUID.fromString(named.get(0)[0])).stream()
                    .flatMap(id -> Whom.byId(h, id, today).stream())
                    .toList();
            return new People(all, named.get(0)[1]);
        });
    }

    private Whom whom(Office office, String text) throws OfficeException {
        return office.store().<Whom, OfficeException>read(h -> Whom.of(h, text, today(office)));
    }

    private LocalDate today(Office office) {
        return LocalDate.ofInstant(office.now(), surroundings.zone());
    }
}
