package org.lanyard.session.notice;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;

/**
 * The notices that wait, as the one that sends them sees it. It claims a few for a while, so that no two nodes send the same; a
 * node that dies with a claim loses it to another after that while, and what it had sent already is sent once more, with the same
 * id. Every method takes the caller's transaction.
 */
public final class Outbox {
    /** Longer than a letter can take with all its waiting. */
    public static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final Duration KEEP_DONE = Duration.ofDays(90);
    private static final int AT_ONCE = 500;

    private static final String FREE = " status = 'waiting' AND (claimed_until IS NULL OR claimed_until <= ?)";
    private static final String DUE =
            "SELECT id FROM notice WHERE" + FREE + " AND due_at <= ? AND give_up_at > ? ORDER BY due_at, id LIMIT ?";
    private static final String TAKE =
            "UPDATE notice SET claimed_by = ?, claimed_until = ?, attempts = attempts + 1" + " WHERE id = ? AND" + FREE;
    private static final String LEAVE =
            "UPDATE notice SET claimed_by = NULL, claimed_until = NULL, trouble = ?, due_at = ?, attempts = ?"
                    + " WHERE id = ? AND claimed_by = ?";
    private static final String FINISH = "UPDATE notice SET claimed_by = NULL, claimed_until = NULL, trouble = ?,"
            + " status = ?, done_at = ? WHERE id = ? AND claimed_by = ?";

    private final AuditLog audit;
    private final SecureRandom random;

    /** A notice that this round of a node has to send. */
    public record Claimed(NoticeRow row, String round) {}

    public Outbox(AuditLog audit, SecureRandom random) {
        this.audit = audit;
        this.random = random;
    }

    /** Takes what is due, the oldest first. @param round names this node and its round */
    public List<Claimed> claim(Handle tx, String round, int most, Instant now) {
        List<Claimed> claimed = new ArrayList<>();
        for (String id : Sql.list(tx, DUE, row -> row.getString(1), now, now, now, most)) {
            if (Sql.update(tx, TAKE, round, now.plus(CLAIM), id, now) == 1) {
                row(tx, id).ifPresent(row -> claimed.add(new Claimed(row, round)));
            }
        }
        return claimed;
    }

    /** It was taken by a server; whether the claim was still this round's. What it told is wiped. */
    public boolean sent(Handle tx, Claimed claimed, Instant now) {
        NoticeRow row = claimed.row();
        boolean ours = Sql.update(tx, FINISH, null, NoticeStatus.SENT.code(), now, row.id(), claimed.round()) == 1;
        if (ours) {
            Sql.update(tx, "UPDATE notice SET facts = NULL WHERE id = ?", row.id());
            tell(tx, "notice.sent", row, now, Optional.empty());
        }
        return ours;
    }

    /** It was not: given up where that lasts, else tried again, each time after twice as long. */
    public void failed(Handle tx, Claimed claimed, Trouble trouble, Instant now) {
        NoticeRow row = claimed.row();
        if (!trouble.lasting()) {
            Instant next = now.plus(wait(row.attempts()));
            Sql.update(tx, LEAVE, trouble.code(), next, row.attempts(), row.id(), claimed.round());
        } else if (Sql.update(tx, FINISH, trouble.code(), NoticeStatus.GIVEN_UP.code(), now, row.id(), claimed.round())
                == 1) {
            tell(tx, "notice.given-up", row, now, Optional.of(trouble.code()));
        }
    }

    /** Gives a claim back without blame on the notice: the server was not there for any. */
    public void release(Handle tx, Claimed claimed, Trouble trouble) {
        NoticeRow row = claimed.row();
        Sql.update(tx, LEAVE, trouble.code(), row.dueAt(), row.attempts() - 1, row.id(), claimed.round());
    }

    /** Gives up what nobody took in time, wipes what they told, and forgets rows that were done long ago. */
    public int tidy(Handle tx, Instant now) {
        List<NoticeRow> late = Sql.list(
                tx,
                "SELECT " + NoticeRow.COLUMNS + " FROM notice WHERE" + FREE + " AND give_up_at <= ? LIMIT " + AT_ONCE,
                NoticeRow::read,
                now,
                now);
        for (NoticeRow row : late) {
            Sql.update(tx, "UPDATE notice SET status = 'given-up', done_at = ? WHERE id = ?", now, row.id());
            tell(tx, "notice.given-up", row, now, row.trouble());
        }
        Sql.update(
                tx,
                "UPDATE notice SET facts = NULL WHERE status = 'given-up' AND facts IS NOT NULL AND give_up_at <= ?",
                now);
        Sql.update(tx, "DELETE FROM notice WHERE done_at < ?", now.minus(KEEP_DONE));
        return late.size();
    }

    /** One to two halves of 1, 2, 4 … minutes, four hours at most: nodes and notices do not march in step. */
    private Duration wait(int attempts) {
        long whole = FIRST_WAIT.toMillis() << Math.min(Math.max(attempts - 1, 0), 12);
        long most = Math.min(whole, LONGEST_WAIT.toMillis());
        return Duration.ofMillis(most / 2 + (long) (random.nextDouble() * most / 2));
    }

    private static Optional<NoticeRow> row(Handle tx, String id) {
        return Sql.one(tx, "SELECT " + NoticeRow.COLUMNS + " FROM notice WHERE id = ?", NoticeRow::read, id);
    }

    private void tell(Handle tx, String kind, NoticeRow row, Instant now, Optional<String> trouble) {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "notice", row.id().toString(),
                "kind", row.kind().code(),
                "audience", row.audience().code(),
                "to", row.recipient().toString()));
        trouble.ifPresent(code -> facts.put("trouble", code));
        audit.append(tx, AuditEvent.of(now, kind, "mailer", row.about().toString(), facts));
    }
}
