package org.lanyard.dist.invite;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Office;
import org.lanyard.dist.office.Progress;
import org.lanyard.dist.office.Whom;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.RefusedException;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.invitation.InvitationBook;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.invitation.SecondCode;
import org.lanyard.session.invitation.SecondCodeChannel;
import org.lanyard.session.people.Directory;
import org.lanyard.session.people.School;

/** Invites some people by letter, each in a transaction of their own, and leaves a draft for each. */
final class Inviting {
    private final Office office;
    private final Drafts drafts;
    private final Manner manner;
    private final Progress progress;
    private final InviteReport report = new InviteReport();

    /**
     * How they are invited.
     *
     * @param again whether also those whose invitation is still good; it is withdrawn then
     * @param school whose name stands on letters to people who are of no school themselves; may be empty
     */
    record Manner(URI issuer, SecondCodeChannel channel, boolean again, String school, ZoneId zone, String actor) {
        URI link(String code) {
            return URI.create(issuer + "/invitation#" + code);
        }
    }

    /** The draft could not be written, so nothing was committed. */
    private static final class DraftFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DraftFailedException(IOException cause) {
            super(cause);
        }
    }

    Inviting(Office office, Drafts drafts, Manner manner, Progress progress) {
        this.office = office;
        this.drafts = drafts;
        this.manner = manner;
        this.progress = progress;
    }

    /** Works through them in their order; all drafts that count, of earlier runs as well, are in the second part. */
    Made run(List<Whom> people) throws IOException {
        Set<UUID> before = new HashSet<>();
        for (Draft draft : counting()) {
            before.add(draft.invitation());
        }
        for (Whom whom : people) {
            one(whom, before);
            progress.one();
        }
        return new Made(report, counting());
    }

    record Made(InviteReport report, List<Draft> drafts) {}

    /** A draft whose invitation was not committed, or is over, is for nobody. */
    private List<Draft> counting() throws IOException {
        List<Draft> all = drafts.all();
        return office.store().read(h -> {
            List<Draft> counting = new ArrayList<>();
            for (Draft draft : all) {
                if (InvitationBook.find(h, draft.invitation())
                        .filter(this::good)
                        .isPresent()) {
                    counting.add(draft);
                }
            }
            return counting;
        });
    }

    private boolean good(Invitation invitation) {
        return invitation.state(office.now()) == Invitation.State.OPEN;
    }

    private void one(Whom whom, Set<UUID> before) {
        try {
            InviteReport.Line line =
                    office.store().<InviteReport.Line, RefusedException>transact(tx -> invite(tx, whom, before));
            report.add(line);
        } catch (RefusedException refused) {
            report.add(new InviteReport.Line(whom.id(), whom.named(), null, outcome(refused), refused.getMessage()));
        } catch (StoreException | DraftFailedException failed) {
            report.add(new InviteReport.Line(
                    whom.id(), whom.named(), null, InviteReport.Outcome.FAILED, failed.getMessage()));
            progress.say(whom.named() + ": " + failed.getMessage());
        }
    }

    private InviteReport.Line invite(Handle tx, Whom whom, Set<UUID> before) throws RefusedException {
        Optional<Invitation> open = InvitationBook.openOf(tx, whom.id()).filter(this::good);
        boolean drafted = open.map(Invitation::id).filter(before::contains).isPresent();
        if (open.isPresent() && (drafted || !manner.again())) {
            InviteReport.Outcome outcome = drafted ? InviteReport.Outcome.TAKEN_UP : InviteReport.Outcome.HAD_ONE;
            return new InviteReport.Line(whom.id(), whom.named(), open.get().id(), outcome, "");
        }
        Instant now = office.now();
        Invited invited = office.desk()
                .invitations()
                .create(tx, InvitationOrder.letter(whom.id(), manner.channel()), now, manner.actor());
        try {
            drafts.put(draft(tx, whom, invited));
        } catch (IOException e) {
            throw new DraftFailedException(e);
        }
        return new InviteReport.Line(whom.id(), whom.named(), invited.id(), InviteReport.Outcome.INVITED, "");
    }

    private Draft draft(Handle tx, Whom whom, Invited invited) {
        String code = invited.code().reveal();
        String school = new Directory()
                .schools(tx, whom.id()).stream().map(School::name).findFirst().orElse(manner.school());
        return new Draft(
                invited.id(),
                whom.id(),
                whom.person().fullName(),
                whom.place().isEmpty() ? manner.school() : whom.place(),
                school,
                code,
                manner.link(code),
                LocalDate.ofInstant(invited.expiresAt(), manner.zone()),
                invited.second().map(SecondCode::reveal));
    }

    private static InviteReport.Outcome outcome(RefusedException refused) {
        return switch (refused.reason()) {
            case INVITATION_IN_PERSON -> InviteReport.Outcome.IN_PERSON;
            case INVITATION_NO_CONTACT -> InviteReport.Outcome.NO_CONTACT;
            default -> InviteReport.Outcome.FAILED;
        };
    }
}
