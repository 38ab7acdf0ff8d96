package org.lanyard.session.invitation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.guardianship.FamilySafety;
import org.lanyard.session.notice.Contacts;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Notices;
import org.lanyard.session.people.PersonRole;
import org.lanyard.session.people.RandomIds;

/** The table of invitations, as the office and the door use it. Every method takes the caller's transaction. */
public final class Invitations {
    private static final int MOST_HELD = 8;

    private final Parts parts;
    private final RandomIds ids;
    private final String heldSql;
    private final String personSql;
    private final String openSql;
    private final String byIdSql;

    private record Invitee(String role, boolean active) {}

    /** What they stand on. */
    public record Parts(Engine engine, AuditLog audit, Notices notices, Contacts contacts, SecureRandom random) {}

    public Invitations(Parts parts) {
        this.parts = parts;
        this.ids = new RandomIds(parts.random());
        Engine engine = parts.engine();
        this.heldSql = "SELECT " + Held.COLUMNS + " FROM invitation i JOIN person p ON p.id = i.person_id"
                + " WHERE i.held_by = ? ORDER BY i.expires_at DESC LIMIT " + MOST_HELD + engine.forUpdate("i")
                + engine.forShare("p");
        this.personSql = "SELECT role, status FROM person WHERE id = ?" + engine.forShare();
        String select = "SELECT " + Invitation.COLUMNS + " FROM invitation i WHERE ";
        this.openSql =
                select + "i.person_id = ? AND i.redeemed_at IS NULL AND i.withdrawn_at IS NULL" + engine.forUpdate();
        this.byIdSql = select + "i.id = ?" + engine.forUpdate();
    }

    /**
     * Invites a person; the answer is the only time that the codes are seen. The invitation that they had and did not redeem,
     * of whichever kind, is withdrawn. A second code that goes by mail is in nobody's answer; it goes to the contact that the school
     * holds and to no other.
     *
     * @throws RefusedException HOLDER_INACTIVE; INVITATION_NO_CONTACT; INVITATION_IN_PERSON for a letter to a family that is dealt with face to face
     *     (see {@link FamilySafety}); INVITATION_KIND where the kind is not for their role
     */
    public Invited create(Handle tx, InvitationOrder order, Instant at, String actor) throws RefusedException {
        requireInvitable(tx, order, at);
        for (; ; ) {
            withdrawOpen(tx, order.person(), at, actor);
            Invited invited = new Invited(
                    ids.uuid(),
                    order.kind(),
                    InvitationCode.random(parts.random()),
                    order.channel().map(channel -> SecondCode.random(parts.random())),
                    at.plus(order.kind().lifetime()));
            if (insert(tx, order, invited, at, actor)) {
                Map<String, String> facts = new HashMap<>();
                facts.put("kind", order.kind().name());
                order.channel().ifPresent(channel -> facts.put("channel", channel.name()));
                tell(tx, "invitation.created", order.person(), invited.id(), at, actor, facts);
                return send(tx, order, invited, at);
            }
            // Somebody else has invited the same person at the same time: theirs is seen now, and withdrawn.
        }
    }

    /** Takes an invitation back; false where it was redeemed or withdrawn before, or is unknown. */
    public boolean withdraw(Handle tx, UUID id, Instant at, String actor, String why) {
        Optional<Invitation> found = Sql.one(tx, byIdSql, Invitation::read, id)
                .filter(one -> one.redeemedAt().isEmpty() && one.withdrawnAt().isEmpty());
        found.ifPresent(one -> withdraw(tx, one, at, actor, why));
        return found.isPresent();
    }

    /** The invitations that a pre-session holds, locked; {@code heldBy} as {@code Challenges.hash} makes it. */
    public List<Held> heldBy(Handle tx, byte[] heldBy) {
        return Sql.list(tx, heldSql, Held::read, (Object) heldBy);
    }

    /** Marks an invitation as redeemed, in the transaction that pins the credential. */
    public void redeem(Handle tx, Held held, Instant at) {
        UUID id = held.invitation().id();
        Sql.update(tx, "UPDATE invitation SET redeemed_at = ? WHERE id = ?", at, id);
        Map<String, String> facts = Map.of("kind", held.invitation().kind().name());
        tell(tx, "invitation.redeemed", held.person(), id, at, held.person().toString(), facts);
    }

    private void requireInvitable(Handle tx, InvitationOrder order, Instant at) throws RefusedException {
        Invitee invitee = Sql.one(
                        tx,
                        personSql,
                        row -> new Invitee(row.getString(1), row.getString(2).equals("active")),
                        order.person())
                .orElseThrow(() -> new RefusedException(Reason.HOLDER_INACTIVE));
        boolean pupil = PersonRole.PUPIL.code().equals(invitee.role());
        if (!invitee.active()) {
            throw new RefusedException(Reason.HOLDER_INACTIVE);
        } else if (order.kind() == InvitationKind.LETTER ? pupil : order.kind() == InvitationKind.PUPIL && !pupil) {
            throw new RefusedException(Reason.INVITATION_KIND);
        } else if (order.kind() == InvitationKind.LETTER && FamilySafety.inPersonOnly(tx, order.person(), at)) {
            throw new RefusedException(Reason.INVITATION_IN_PERSON);
        } else if (order.channel().equals(Optional.of(SecondCodeChannel.MAIL))
                && !parts.contacts().has(tx, order.person())) {
            throw new RefusedException(Reason.INVITATION_NO_CONTACT);
        }
    }

    /** What goes out by mail; whoever got a letter that they did not ask for hears of it. */
    private Invited send(Handle tx, InvitationOrder order, Invited invited, Instant at) {
        if (order.kind() == InvitationKind.LETTER && parts.contacts().has(tx, order.person())) {
            parts.notices().tell(tx, NoticeKind.INVITED, order.person(), Map.of(), at);
        }
        if (!order.channel().equals(Optional.of(SecondCodeChannel.MAIL))) {
            return invited;
        }
        char[] code = invited.second().orElseThrow().reveal().toCharArray();
        try {
            parts.notices().secondCode(tx, order.person(), code, invited.expiresAt(), at);
        } finally {
            Arrays.fill(code, '\0');
        }
        return new Invited(invited.id(), invited.kind(), invited.code(), Optional.empty(), invited.expiresAt());
    }

    private boolean insert(Handle tx, InvitationOrder order, Invited invited, Instant at, String actor) {
        return Sql.update(
                        tx,
                        "INSERT INTO invitation (code_hash, id, person_id, kind, channel, second_hash, created_at,"
                                + " created_by, expires_at, wrong, paused_until)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING",
                        invited.code().hash(),
                        invited.id(),
                        order.person(),
                        order.kind(),
                        order.channel().orElse(null),
                        invited.second()
                                .map(second -> second.hash(invited.code()))
                                .orElse(null),
                        at,
                        actor,
                        invited.expiresAt(),
                        at)
                == 1;
    }

    private void withdrawOpen(Handle tx, UUID person, Instant at, String actor) {
        Sql.list(tx, openSql, Invitation::read, person)
                .forEach(one -> withdraw(tx, one, at, actor, "another invitation"));
    }

    private void withdraw(Handle tx, Invitation one, Instant at, String actor, String why) {
        Sql.update(tx, "UPDATE invitation SET withdrawn_at = ? WHERE id = ?", at, one.id());
        parts.audit()
                .append(
                        tx,
                        new AuditEvent(
                                at,
                                "invitation.withdrawn",
                                actor,
                                one.person().toString(),
                                Map.of("invitation", one.id().toString()),
                                Map.of("why", why)));
    }

    private void tell(
            Handle tx, String kind, UUID person, UUID invitation, Instant at, String actor, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("invitation", invitation.toString());
        parts.audit().append(tx, AuditEvent.of(at, kind, actor, person.toString(), all));
    }
}
