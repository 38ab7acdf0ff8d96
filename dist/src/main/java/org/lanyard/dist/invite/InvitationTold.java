package org.lanyard.dist.invite;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.Whom;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.invitation.Invitation;
import org.lanyard.session.invitation.InvitationKind;

/**
 * An invitation, in words for the office.
 *
 * @param inPersonOnly whether it is a letter that opens nothing, for a restriction has come to the family
 */
record InvitationTold(Invitation invitation, String state, String named, boolean inPersonOnly) {
    static InvitationTold of(Handle h, Invitation invitation, Instant now, ZoneId zone) {
        Invitation.State state = invitation.state(now);
        return new InvitationTold(
                invitation,
                state.name().toLowerCase(Locale.ROOT),
                Whom.named(h, invitation.person(), now, zone),
                state == Invitation.State.OPEN
                        && invitation.kind() == InvitationKind.LETTER
                        && FamilySafety.inPersonOnly(h, invitation.person(), now));
    }

    String kind() {
        return invitation.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String asLine(Function<Instant, String> local) {
        return invitation.id() + "  " + state + "  until " + local.apply(invitation.expiresAt()) + "  " + kind() + "  "
                + named + (inPersonOnly ? "  (in person only)" : "");
    }

    Map<String, Object> asJson() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("invitation", invitation.id().toString());
        told.put("person", invitation.person().toString());
        told.put("kind", kind());
        invitation
                .channel()
                .ifPresent(channel -> told.put("second", channel.name().toLowerCase(Locale.ROOT)));
        told.put("state", state);
        told.put("created", invitation.createdAt().toString());
        told.put("by", invitation.createdBy());
        told.put("until", invitation.expiresAt().toString());
        told.put("wrong", invitation.wrong());
        told.put("in_person_only", inPersonOnly);
        invitation.redeemedAt().ifPresent(at -> told.put("redeemed", at.toString()));
        invitation.withdrawnAt().ifPresent(at -> told.put("withdrawn", at.toString()));
        return told;
    }
}
