package org.lanyard.dist.pupils;

import java.time.LocalDate;
import java.util.Map;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.RefusedException;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.pupil.PupilAge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pupils invite}: while the pupil stands at the office, with the device or the key that it is for. */
@Command(
        name = "invite",
        description = {
            "Let a pupil who is here add a key of their own within half an hour.",
            "Type the code into the pupil's device yourself: whoever has it gets the pupil's account."
        })
final class PupilsInviteCommand extends OfficeCommand {
    @Parameters(paramLabel = "PUPIL", description = "Full name, our id, or the roster's id.")
    private String pupil;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    protected ExitCode run(Office office) throws OfficeException, RefusedException {
        LocalDate today = LocalDate.ofInstant(office.now(), surroundings().zone());
        Whom whom = office.store().<Whom, OfficeException>read(h -> Whom.of(h, pupil, today));
        PupilAge ages = new PupilAge(office.store().engine());
        boolean may = office.store().transact(tx -> ages.mayHaveKeys(tx, whom.id(), office.now()));
        if (!may) {
            throw new OfficeException(
                    whom.named() + " may have no key of their own",
                    "By age and school, where the date of birth is known: lanyard pupils passkeys.");
        }
        confirm(
                whom.named() + " is here, and adds a key of their own now. They and the safeguarding leads are told.",
                yes);
        Invited invited = office.store()
                .<Invited, RefusedException>transact(tx -> office.desk()
                        .invitations()
                        .create(tx, InvitationOrder.pupil(whom.id()), office.now(), actor()));
        if (json()) {
            printJson(Map.of(
                    "invitation", invited.id().toString(),
                    "person", whom.id().toString(),
                    "code", invited.code().reveal(),
                    "until", invited.expiresAt().toString()));
        } else {
            out().println("Code: " + invited.code().reveal());
            out().println("Good until " + local(invited.expiresAt()) + ", once, on the page for invitations.");
        }
        return ExitCode.OK;
    }
}
