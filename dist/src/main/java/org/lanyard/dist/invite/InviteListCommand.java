package org.lanyard.dist.invite;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.invitation.InvitationBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard invite list}. */
@Command(name = "list", description = "List the invitations that nobody has redeemed, or all of a person.")
final class InviteListCommand extends OfficeCommand {
    private static final UUID FIRST = new UUID(0, 0);

    @Option(names = "--person", paramLabel = "WHO", description = "All that this person has or had.")
    private String person;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        LocalDate today = LocalDate.ofInstant(office.now(), surroundings().zone());
        List<InvitationTold> lines = new ArrayList<>();
        if (person == null) {
            collect(office, lines);
        } else {
            lines.addAll(office.store()
                    .<List<InvitationTold>, OfficeException>read(h ->
                            InvitationBook.of(h, Whom.of(h, person, today).id()).stream()
                                    .map(one -> InvitationTold.of(
                                            h, one, office.now(), surroundings().zone()))
                                    .toList()));
        }
        for (InvitationTold line : lines) {
            if (json()) {
                printJson(line.asJson());
            } else {
                out().println(line.asLine(this::local));
            }
        }
        if (!json()) {
            out().println(lines.size() == 1 ? "1 invitation" : lines.size() + " invitations");
        }
        return ExitCode.OK;
    }

    /** Page by page, so that no read stands open for long. */
    private void collect(Office office, List<InvitationTold> lines) {
        UUID[] after = {FIRST};
        int before;
        do {
            before = lines.size();
            office.store().read(h -> {
                for (Invitation one : InvitationBook.open(h, after[0])) {
                    lines.add(InvitationTold.of(
                            h, one, office.now(), surroundings().zone()));
                    after[0] = one.id();
                }
                return null;
            });
        } while (lines.size() > before);
    }
}
