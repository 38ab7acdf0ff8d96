package org.lanyard.session.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;

/**
 * Ends sessions, always in the caller's transaction and always with an audit row for each: a revocation and the end of what
 * it revokes are one commit. Browsers learn of it within a second through {@link SessionEvents}.
 */
public final class Ending {
    private static final String END = "UPDATE login_session SET ended_at = ?, end_reason = ?"
            + " WHERE %s = ? AND ended_at IS NULL RETURNING id, person_id, kiosk";
    private static final String BY_ID = END.formatted("id");
    private static final String BY_CARD = END.formatted("card_id");
    private static final String BY_PASS = END.formatted("pass_id");
    private static final String BY_CREDENTIAL = END.formatted("credential_id");
    private static final String BY_PERSON = END.formatted("person_id");
    private static final String BY_PERSON_BUT =
            END.formatted("person_id").replace("ended_at IS NULL", "id <> ? AND ended_at IS NULL");
    private static final String BY_COOKIE =
            END.formatted("id").replace("ended_at IS NULL", "cookie_hash = ? AND ended_at IS NULL");
    private static final String BY_KIOSK = END.formatted("kiosk");

    private static final String ALL = END.replace("%s = ? AND ", "");

    private final AuditLog audit;

    /** A session that was ended just now. */
    record Ended(UUID session, String person, String kiosk) {}

    public Ending(AuditLog audit) {
        this.audit = audit;
    }

    /** Ends one session; false where it had ended before. */
    public boolean session(Handle tx, UUID session, EndReason reason, Instant at, String actor) {
        return !end(tx, BY_ID, reason, at, actor, session.toString()).isEmpty();
    }

    /** Ends what a card opened, wherever it is; how many that were. */
    public int ofCard(Handle tx, UUID card, EndReason reason, Instant at, String actor) {
        return end(tx, BY_CARD, reason, at, actor, card.toString()).size();
    }

    /** Ends what a lesson pass opened; how many that were, one or none. */
    public int ofPass(Handle tx, UUID pass, EndReason reason, Instant at, String actor) {
        return end(tx, BY_PASS, reason, at, actor, pass.toString()).size();
    }

    /** As {@link #ofCard} for some hundreds at once. */
    public int ofCards(Handle tx, List<UUID> cards, EndReason reason, Instant at, String actor) {
        if (cards.isEmpty()) {
            return 0;
        }
        String places = "IN (" + "?, ".repeat(cards.size() - 1) + "?)";
        String sql = END.formatted("card_id").replace("card_id = ?", "card_id " + places);
        return end(
                        tx,
                        sql,
                        reason,
                        at,
                        actor,
                        cards.stream().map(UUID::toString).toArray())
                .size();
    }

    /** Ends what a credential (base64url id) opened; how many that were. */
    public int ofCredential(Handle tx, String credential, EndReason reason, Instant at, String actor) {
        return end(tx, BY_CREDENTIAL, reason, at, actor, credential).size();
    }

    /** Ends all sessions of a person: a leaver's, or "sign out everywhere"; how many that were. */
    public int ofPerson(Handle tx, UUID person, EndReason reason, Instant at, String actor) {
        return end(tx, BY_PERSON, reason, at, actor, person.toString()).size();
    }

    /** Ends all sessions of a person but one: "sign out elsewhere"; how many that were. */
    public int ofPersonBut(Handle tx, UUID person, UUID session, EndReason reason, Instant at, String actor) {
        return end(tx, BY_PERSON_BUT, reason, at, actor, person.toString(), session.toString())
                .size();
    }

    /** Ends all sessions at a kiosk; how many that were. */
    public int ofKiosk(Handle tx, String kiosk, EndReason reason, Instant at, String actor) {
        return end(tx, BY_KIOSK, reason, at, actor, kiosk).size();
    }

    /** Ends every session there is; how many that were. */
    public int all(Handle tx, EndReason reason, Instant at, String actor) {
        return end(tx, ALL, reason, at, actor).size();
    }

    /** Ends the session of a browser's cookie; how many that were, one or none. */
    public int ofCookie(Handle tx, String cookie, EndReason reason, Instant at, String actor) {
        return end(tx, BY_COOKIE, reason, at, actor, Secret.sessionOf(cookie), Secret.hash(cookie))
                .size();
    }

    /**
     * Ends the sessions that {@code card} has open before it opens its next at {@code kiosk}. One at another kiosk is
     * flagged in the audit: the same card cannot be in two places.
     */
    public void beforeTap(Handle tx, UUID card, String kiosk, Instant at) {
        List<Ended> before = Sql.list(
                tx,
                BY_CARD,
                row -> new Ended(UUID.fromString(row.getString(1)), row.getString(2), row.getString(3)),
                at,
                EndReason.TAPPED_AGAIN,
                card.toString());
        for (Ended ended : before) {
            boolean elsewhere = !kiosk.equals(ended.kiosk());
            EndReason reason = elsewhere ? EndReason.TAPPED_ELSEWHERE : EndReason.TAPPED_AGAIN;
            if (elsewhere) {
                Sql.update(tx, "UPDATE login_session SET end_reason = ? WHERE id = ?", reason, ended.session());
            }
            tell(tx, ended, reason, at, kiosk);
        }
    }

    /** Ends the session that a lesson pass has open before it opens its next at {@code kiosk}. */
    public void beforePass(Handle tx, UUID pass, Instant at, String kiosk) {
        ofPass(tx, pass, EndReason.PASS_REDEEMED_AGAIN, at, kiosk);
    }

    private List<Ended> end(Handle tx, String sql, EndReason reason, Instant at, String actor, Object... keys) {
        Object[] arguments = new Object[keys.length + 2];
        arguments[0] = at;
        arguments[1] = reason;
        System.arraycopy(keys, 0, arguments, 2, keys.length);
        List<Ended> ended = Sql.list(
                tx,
                sql,
                row -> new Ended(UUID.fromString(row.getString(1)), row.getString(2), row.getString(3)),
                arguments);
        for (Ended one : ended) {
            tell(tx, one, reason, at, actor);
        }
        return ended;
    }

    private void tell(Handle tx, Ended ended, EndReason reason, Instant at, String actor) {
        Map<String, String> facts = reason == EndReason.TAPPED_ELSEWHERE || reason == EndReason.NOT_ME
                ? Map.of("session", ended.session().toString(), "reason", reason.name(), "flagged", "true")
                : Map.of("session", ended.session().toString(), "reason", reason.name());
        audit.append(tx, new AuditEvent(at, "session.ended", actor, ended.person(), facts, Map.of()));
    }
}
