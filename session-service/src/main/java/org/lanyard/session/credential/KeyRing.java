package org.lanyard.session.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.Why;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.notice.NoticeKind;
import org.lanyard.session.notice.Notices;

/**
 * What becomes of somebody's keys after they were confirmed. Every method takes the caller's transaction, and writes the audit
 * row, the notices and the ends of sessions in it. Whoever asks was judged by the caller.
 */
public final class KeyRing {
    private static final String SELECT =
            "SELECT id, person_id, name, model, backup_eligible, backed_up, status, suspended_by, confirmed_at,"
                    + " last_used_at, last_used_on, aaguid, trusted, certified, transports FROM credential WHERE ";

    private final AuditLog audit;
    private final Ending ending;
    private final Notices notices;
    private final OtherWayIn other;
    private final String lock;
    private final String lockPerson;

    public KeyRing(Engine engine, AuditLog audit, Ending ending, Notices notices, OtherWayIn other) {
        this.audit = audit;
        this.ending = ending;
        this.notices = notices;
        this.other = other;
        this.lock = SELECT + "id = ?" + engine.forUpdate();
        this.lockPerson = "SELECT id FROM person WHERE id = ?" + engine.forUpdate();
    }

    /** A person's keys that are active or suspended, oldest first. */
    public static List<HeldKey> list(Handle h, UUID person) {
        return Sql.list(
                h, SELECT + "person_id = ? AND status <> 'removed' ORDER BY confirmed_at, id", KeyRing::read, person);
    }

    /** A key, whatever its status. */
    public static Optional<HeldKey> find(Handle h, String id) {
        return Sql.one(h, SELECT + "id = ?", KeyRing::read, id);
    }

    /**
     * Gives a key of {@code person} another name; false where it has that one.
     *
     * @throws RefusedException KEY_UNKNOWN, KEY_NAME
     */
    public boolean rename(Handle tx, UUID person, String id, String name, Instant at, String actor)
            throws RefusedException {
        String kept = KeyName.of(name);
        HeldKey key = own(tx, person, id);
        int changed = Sql.update(
                tx, "UPDATE credential SET name = ? WHERE id = ? AND (name IS NULL OR name <> ?)", kept, id, kept);
        if (changed == 1) {
            tell(tx, "credential.renamed", key, at, actor, Map.of());
            notices.tell(tx, NoticeKind.KEY_RENAMED, person, Map.of(Notices.KEY, kept, Notices.FORMER, key.name()), at);
        }
        return changed == 1;
    }

    /**
     * Removes a key of {@code person} for good, and ends what it opened.
     *
     * @throws RefusedException KEY_UNKNOWN; LAST_KEY where the person would have no way in after it
     */
    public void remove(Handle tx, UUID person, String id, Instant at, String actor, String why)
            throws RefusedException {
        // Two keys that are removed at once shall not each count on the other.
        Sql.one(tx, lockPerson, row -> row.getString(1), person);
        HeldKey key = own(tx, person, id);
        if (!otherWayIn(tx, person, id)) {
            throw new RefusedException(Reason.LAST_KEY);
        }
        removeEvenTheLast(tx, key, at, actor, why);
    }

    /** The same for the office, which may take the last one too: the family stands at the counter, or the key is stolen. */
    public void removeEvenTheLast(Handle tx, HeldKey key, Instant at, String actor, String why) {
        Sql.update(
                tx,
                "UPDATE credential SET status = 'removed', suspended_by = NULL, suspended_why = NULL WHERE id = ?",
                key.id());
        ending.ofCredential(tx, key.id(), EndReason.CREDENTIAL_REVOKED, at, actor);
        tell(tx, "credential.removed", key, at, actor, Map.of("why", Why.checked(why)));
        notices.tell(tx, NoticeKind.KEY_REMOVED, key.person(), Map.of(Notices.KEY, key.name()), at);
    }

    /**
     * Suspends a key at once, and ends what it opened; false where it was suspended already. The last one too: a lost key is
     * in somebody's hand.
     *
     * @throws RefusedException KEY_UNKNOWN, also for one that was removed
     */
    public boolean suspend(Handle tx, String id, SuspendedBy by, Instant at, String actor, String why)
            throws RefusedException {
        HeldKey key = locked(tx, id);
        int changed = Sql.update(
                tx,
                "UPDATE credential SET status = 'suspended', suspended_by = ?, suspended_why = ?"
                        + " WHERE id = ? AND status = 'active'",
                by.code(),
                Why.checked(why),
                id);
        if (changed == 0) {
            return false;
        }
        ending.ofCredential(tx, id, EndReason.CREDENTIAL_REVOKED, at, actor);
        tell(tx, "credential.suspended", key, at, actor, Map.of("by", by.code(), "why", why));
        notices.tell(
                tx, NoticeKind.KEY_SUSPENDED, key.person(), Map.of(Notices.KEY, key.name(), Notices.BY, by.code()), at);
        return true;
    }

    /** {@link #suspend} by its owner: a key of somebody else's is one that there is not. */
    public boolean suspendOwn(Handle tx, UUID person, String id, Instant at, String why) throws RefusedException {
        own(tx, person, id);
        return suspend(tx, id, SuspendedBy.OWNER, at, person.toString(), why);
    }

    /**
     * Lets a suspended key sign in again; for the office alone.
     *
     * @param knowing whether whoever does it knows that its counter went back or its model was reported
     * @throws RefusedException KEY_UNKNOWN, KEY_NOT_SUSPENDED, KEY_REPORTED
     */
    public void release(Handle tx, String id, boolean knowing, Instant at, String actor, String why)
            throws RefusedException {
        HeldKey key = locked(tx, id);
        if (key.status() != CredentialStatus.SUSPENDED) {
            throw new RefusedException(Reason.KEY_NOT_SUSPENDED);
        }
        if (!knowing && !key.suspendedBy().map(SuspendedBy::releasedLightly).orElse(true)) {
            throw new RefusedException(Reason.KEY_REPORTED);
        }
        Sql.update(
                tx,
                "UPDATE credential SET status = 'active', suspended_by = NULL, suspended_why = NULL WHERE id = ?",
                id);
        tell(tx, "credential.released", key, at, actor, Map.of("why", Why.checked(why)));
        notices.tell(tx, NoticeKind.KEY_RELEASED, key.person(), Map.of(Notices.KEY, key.name()), at);
    }

    /** Ends every session of a person but the one that asks; how many those were. */
    public int signOutElsewhere(Handle tx, UUID person, UUID session, Instant at) {
        int ended = ending.ofPersonBut(tx, person, session, EndReason.SIGNED_OUT_ELSEWHERE, at, person.toString());
        if (ended > 0) {
            notices.tell(
                    tx, NoticeKind.SIGNED_OUT_ELSEWHERE, person, Map.of(Notices.COUNT, Integer.toString(ended)), at);
        }
        return ended;
    }

    private boolean otherWayIn(Handle tx, UUID person, String id) {
        boolean key = list(tx, person).stream()
                .anyMatch(one -> one.active() && !one.id().equals(id));
        return key || other.has(tx, person);
    }

    private HeldKey own(Handle tx, UUID person, String id) throws RefusedException {
        HeldKey key = locked(tx, id);
        if (!key.person().equals(person)) {
            throw new RefusedException(Reason.KEY_UNKNOWN);
        }
        return key;
    }

    private HeldKey locked(Handle tx, String id) throws RefusedException {
        return Sql.one(tx, lock, KeyRing::read, id)
                .filter(key -> key.status() != CredentialStatus.REMOVED)
                .orElseThrow(() -> new RefusedException(Reason.KEY_UNKNOWN));
    }

    private void tell(Handle tx, String kind, HeldKey key, Instant at, String actor, Map<String, String> facts) {
        audit.append(tx, new AuditEvent(at, kind, actor, key.person().toString(), facts, Map.of()));
    }

    private static HeldKey read(ResultSet row) throws SQLException {
        Optional<String> model = Optional.ofNullable(row.getString(4));
        String name = row.getString(3);
        String by = row.getString(8);
        String transports = row.getString(15);
        return new HeldKey(
                row.getString(1),
                UUID.fromString(row.getString(2)),
                name == null ? model.orElse("") : name,
                row.getLong(5) == 1,
                row.getLong(6) == 1,
                CredentialStatus.of(row.getString(7)),
                Optional.ofNullable(by).map(SuspendedBy::of),
                Instant.ofEpochMilli(row.getLong(9)),
                Sql.instant(row, 10),
                Optional.ofNullable(row.getString(11)),
                Optional.ofNullable(row.getString(12)),
                model,
                row.getLong(13) == 1,
                row.getLong(14) == 1,
                transports == null || transports.isEmpty() ? Set.of() : Set.of(transports.split(",")));
    }
}
