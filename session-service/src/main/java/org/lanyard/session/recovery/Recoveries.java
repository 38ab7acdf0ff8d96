package org.lanyard.session.recovery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
import org.lanyard.session.RefusedException;
import org.lanyard.session.invitation.InvitationOrder;
import org.lanyard.session.invitation.Invitations;
import org.lanyard.session.invitation.Invited;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Notices;
import org.lanyard.session.people.RandomIds;

/** The table of recoveries. Every method takes the caller's transaction; whoever asks was judged by the caller. */
public final class Recoveries {
    /** How long a second member of staff may take to agree. */
    public static final Duration WAITING = Duration.ofMinutes(30);

    private static final int MOST_LISTED = 200;

    private final AuditLog audit;
    private final Invitations invitations;
    private final Notices notices;
    private final KeysAfterRecovery keys;
    private final RandomIds ids;
    private final String byId;
    private final String byInvitation;

    /**
     * What the office is asked to open.
     *
     * @param school whose office it is
     * @param documents whether identity documents were seen
     * @param keepsKeys whether the keys from before stay as they are
     */
    public record Order(UUID person, UUID school, boolean documents, boolean keepsKeys) {}

    /** A recovery that leads to a new key; the only time that its code is seen. */
    public record Opened(UUID id, Invited invited) {
        @Override
        public String toString() {
            return "Opened[" + id + "]";
        }
    }

    /**
     * What the door has to know of a recovery before it lets a new key in.
     *
     * @param codeStands whether the code that opened it is still unused, or none did
     */
    public record Held(Recovery recovery, boolean codeStands) {}

    private record CodeOf(String sheet, byte[] hash) {}

    public Recoveries(
            Engine engine,
            AuditLog audit,
            Invitations invitations,
            Notices notices,
            KeysAfterRecovery keys,
            SecureRandom random) {
        this.audit = audit;
        this.invitations = invitations;
        this.notices = notices;
        this.keys = keys;
        this.ids = new RandomIds(random);
        this.byId = Recovery.SELECT + "r.id = ?" + engine.forUpdate("r");
        this.byInvitation = Recovery.SELECT + "r.invitation_id = ?" + engine.forUpdate("r");
    }

    /** Opens one at the office. @param by the member of staff */
    public Opened atOffice(Handle tx, Order order, UUID by, Instant at) throws RefusedException {
        UUID id = ids.uuid();
        Invited invited = invitations.create(tx, InvitationOrder.recovery(order.person()), at, by.toString());
        insertOffice(tx, id, order, by, Optional.of(invited.id()), at, invited.expiresAt());
        told(tx, "recovery.opened", id, order.person(), by.toString(), at, factsOf(order));
        tell(tx, NoticeKind.RECOVERY_OPENED, order.person(), Optional.of(invited.expiresAt()), at);
        return new Opened(id, invited);
    }

    /** Asks for one at the office, which a second member of staff has to agree to. */
    public UUID propose(Handle tx, Order order, UUID by, Instant at) {
        UUID id = ids.uuid();
        insertOffice(tx, id, order, by, Optional.empty(), at, at.plus(WAITING));
        told(tx, "recovery.proposed", id, order.person(), by.toString(), at, factsOf(order));
        tell(tx, NoticeKind.RECOVERY_OPENED, order.person(), Optional.of(at.plus(WAITING)), at);
        return id;
    }

    /** Opens what was proposed. @param second who agrees, for the caller to judge */
    public Opened agree(Handle tx, Recovery proposed, UUID second, Instant at) throws RefusedException {
        Invited invited = invitations.create(tx, InvitationOrder.recovery(proposed.person()), at, second.toString());
        Sql.update(
                tx,
                "UPDATE recovery SET second_by = ?, invitation_id = ?, until_at = ? WHERE id = ?",
                second,
                invited.id(),
                invited.expiresAt(),
                proposed.id());
        told(tx, "recovery.opened", proposed.id(), proposed.person(), second.toString(), at, Map.of());
        return new Opened(proposed.id(), invited);
    }

    /** Opens one for whoever has a right code of a person's sheet. */
    public Opened byCode(Handle tx, RecoveryCodes.Grant grant, Instant at) throws RefusedException {
        UUID id = ids.uuid();
        String by = grant.person().toString();
        Invited invited = invitations.create(tx, InvitationOrder.recovery(grant.person()), at, by);
        Sql.update(
                tx,
                "INSERT INTO recovery (id, person_id, way, opened_at, opened_by, keeps_keys, documents, invitation_id,"
                        + " sheet, code_hash, until_at) VALUES (?, ?, 'code', ?, ?, 1, 0, ?, ?, ?, ?)",
                id,
                grant.person(),
                at,
                by,
                invited.id(),
                grant.sheet(),
                grant.hash(),
                invited.expiresAt());
        told(tx, "recovery.opened", id, grant.person(), by, at, Map.of("way", RecoveryWay.CODE.code()));
        notices.tell(
                tx,
                NoticeKind.RECOVERY_CODE_USED,
                grant.person(),
                Map.of(Notices.COUNT, Integer.toString(RecoveryCodes.left(tx, grant.person()) - 1)),
                at);
        return new Opened(id, invited);
    }

    public static Optional<Recovery> find(Handle h, UUID id) {
        return Sql.one(h, Recovery.SELECT + "r.id = ?", Recovery::read, id);
    }

    /** Reads one so that nothing else changes it before this transaction commits. */
    public Optional<Recovery> lock(Handle tx, UUID id) {
        return Sql.one(tx, byId, Recovery::read, id);
    }

    /** The recovery that an invitation belongs to, locked; empty for an invitation that is none's. */
    public Optional<Held> ofInvitation(Handle tx, UUID invitation) {
        return Sql.one(tx, byInvitation, Recovery::read, invitation).map(found -> {
            boolean stands = found.way() == RecoveryWay.OFFICE
                    || RecoveryCodes.stands(
                            tx, codeOf(tx, found).sheet(), codeOf(tx, found).hash());
            return new Held(found, stands);
        });
    }

    /**
     * A new key was registered by it: uses its code up, suspends the keys from before and ends what they opened unless they are
     * kept, and closes what the person sees for the cooling-off time.
     *
     * @param credential the new key's id, base64url
     */
    public void redeemed(Handle tx, Recovery recovery, String credential, Instant at) throws RefusedException {
        UUID person = recovery.person();
        Sql.update(tx, "UPDATE recovery SET redeemed_at = ? WHERE id = ?", at, recovery.id());
        if (recovery.way() == RecoveryWay.CODE) {
            CodeOf code = codeOf(tx, recovery);
            RecoveryCodes.use(tx, code.sheet(), code.hash(), at);
        } else if (!recovery.keepsKeys()) {
            RecoveryCodes.discard(tx, person);
            keys.suspendAllBut(tx, person, credential, at, recovery.openedBy());
        }
        Duration closed = RecoveryPolicy.coolingOff(tx, person, recovery.documents());
        if (!closed.isZero()) {
            CoolingOff.begin(tx, person, at, closed);
        }
        told(
                tx,
                "recovery.redeemed",
                recovery.id(),
                person,
                person.toString(),
                at,
                Map.of("closed_hours", Long.toString(closed.toHours())));
        tell(tx, NoticeKind.RECOVERED, person, CoolingOff.until(tx, person, at), at);
    }

    /** Takes one back before it led to a key; false where it is over, or unknown. */
    public boolean cancel(Handle tx, UUID id, Instant at, String actor, String why) {
        // The invitation first, then the recovery: the order in which the door locks them.
        Optional<UUID> invitation = find(tx, id).flatMap(Recovery::invitation);
        invitation.ifPresent(one -> invitations.withdraw(tx, one, at, actor, why));
        Optional<Recovery> found = lock(tx, id).filter(one -> one.redeemedAt().isEmpty());
        int cancelled = Sql.update(
                tx,
                "UPDATE recovery SET cancelled_at = ? WHERE id = ? AND cancelled_at IS NULL AND redeemed_at IS NULL"
                        + " AND until_at > ?",
                at,
                id,
                at);
        if (cancelled == 0) {
            return false;
        }
        UUID person = found.orElseThrow().person();
        told(tx, "recovery.cancelled", id, person, actor, at, Map.of("why", why));
        return true;
    }

    /** Tells those whose cooling-off time is over; how many those were. */
    public int tellOver(Handle tx, Instant now) {
        List<UUID> over = CoolingOff.over(tx, now);
        for (UUID person : over) {
            audit.append(tx, AuditEvent.of(now, "recovery.cooling-off-over", "clock", person.toString(), Map.of()));
            notices.tell(tx, NoticeKind.COOLING_OFF_OVER, person, Map.of(), now);
        }
        return over.size();
    }

    /** Those that are waiting or open, newest first; at most 200. */
    public static List<Recovery> live(Handle h, Instant now) {
        return Sql.list(
                h,
                Recovery.SELECT + "r.until_at > ? AND r.cancelled_at IS NULL AND r.redeemed_at IS NULL"
                        + " AND i.withdrawn_at IS NULL ORDER BY r.opened_at DESC, r.id LIMIT " + MOST_LISTED,
                Recovery::read,
                now);
    }

    /** All there were since a moment, newest first; at most 200. */
    public static List<Recovery> since(Handle h, Instant from) {
        return Sql.list(
                h,
                Recovery.SELECT + "r.opened_at >= ? ORDER BY r.opened_at DESC, r.id LIMIT " + MOST_LISTED,
                Recovery::read,
                from);
    }

    private static void insertOffice(
            Handle tx, UUID id, Order order, UUID by, Optional<UUID> invitation, Instant at, Instant until) {
        Sql.update(
                tx,
                "INSERT INTO recovery (id, person_id, way, school_id, opened_at, opened_by, keeps_keys, documents,"
                        + " invitation_id, until_at) VALUES (?, ?, 'office', ?, ?, ?, ?, ?, ?, ?)",
                id,
                order.person(),
                order.school(),
                at,
                by,
                order.keepsKeys(),
                order.documents(),
                invitation.orElse(null),
                until);
    }

    private static CodeOf codeOf(Handle tx, Recovery recovery) {
        return Sql.one(
                        tx,
                        "SELECT sheet, code_hash FROM recovery WHERE id = ?",
                        row -> new CodeOf(row.getString(1), row.getBytes(2)),
                        recovery.id())
                .orElseThrow();
    }

    private static Map<String, String> factsOf(Order order) {
        return Map.of(
                "way", RecoveryWay.OFFICE.code(),
                "school", order.school().toString(),
                "documents", Boolean.toString(order.documents()),
                "keeps_keys", Boolean.toString(order.keepsKeys()));
    }

    private void tell(Handle tx, NoticeKind kind, UUID person, Optional<Instant> until, Instant at) {
        notices.tell(
                tx,
                kind,
                person,
                until.map(time -> Map.of(Notices.UNTIL, time.toString())).orElse(Map.of()),
                at);
    }

    private void told(
            Handle tx, String kind, UUID id, UUID person, String actor, Instant at, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("recovery", id.toString());
        audit.append(tx, AuditEvent.of(at, kind, actor, person.toString(), all));
    }
}
