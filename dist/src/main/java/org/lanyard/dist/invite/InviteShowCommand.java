package org.lanyard.dist.invite;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.OfficeCommand;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.invitation.InvitationBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard invite show}. */
@Command(name = "show", description = "Say what has become of an invitation. Its codes are known to nobody here.")
final class InviteShowCommand extends OfficeCommand {
    @Parameters(paramLabel = "INVITATION", description = "Its id: see lanyard invite list.")
    private UUID id;

    @Override
    protected ExitCode run(Office office) throws OfficeException {
        Optional<InvitationTold> found = office.store()
                .read(h -> InvitationBook.find(h, id)
                        .map(one -> InvitationTold.of(
                                h, one, office.now(), surroundings().zone())));
        InvitationTold told = found.orElseThrow(
                () -> new OfficeException("there is no such invitation", "See: lanyard invite list."));
        if (json()) {
            printJson(told.asJson());
            return ExitCode.OK;
        }
        Invitation invitation = told.invitation();
        out().println(told.named() + ": " + told.kind() + ", " + told.state());
        out().println("Made " + local(invitation.createdAt()) + " by " + invitation.createdBy() + ", good until "
                + local(invitation.expiresAt()));
        invitation
                .channel()
                .ifPresent(channel -> out().println(
                                "Second code: " + (channel.name().equals("MAIL") ? "by mail" : "told by the office")
                                        + "; " + invitation.wrong() + " wrong so far"));
        if (office.now().isBefore(invitation.pausedUntil())) {
            out().println("It rests until " + local(invitation.pausedUntil()) + ": after wrong second codes.");
        }
        invitation.redeemedAt().ifPresent(at -> out().println("Redeemed " + local(at)));
        invitation.withdrawnAt().ifPresent(at -> out().println("Withdrawn " + local(at)));
        if (told.inPersonOnly()) {
            out().println("In person only: this letter opens nothing. Say nothing of why.");
        }
        return ExitCode.OK;
    }
}
