package org.lanyard.session.notice;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.people.RandomIds;

/**
 * Where notices are put down: a row for each who is to be told, in the transaction of what it tells of. So what happened is told,
 * and what was taken back is not.
 */
public final class Notices {
    /** The name that the owner gave the key. */
    public static final String KEY = "key";

    /** The name that it had before. */
    public static final String FORMER = "former";

    /** A time ({@link Instant#toString}) until which something holds. */
    public static final String UNTIL = "until";

    /** How many: sessions that ended, codes that are left. */
    public static final String COUNT = "count";

    /** Who suspended a key, or why: one of the words that the texts know (owner, office, counter, model, policy). */
    public static final String BY = "by";

    static final String CODE = "code";

    /** After which a notice that nobody took is given up. */
    static final Duration PATIENCE = Duration.ofDays(4);

    private static final Duration FAMILY_WAITS = Duration.ofHours(6);
    private static final Duration FAMILY_VARIES = Duration.ofHours(24);

    private static final String INSERT =
            "INSERT INTO notice (id, kind, audience, about_id, recipient_id, facts, happened_at,"
                    + " due_at, give_up_at, status, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0)";

    private final AuditLog audit;
    private final SecureRandom random;
    private final RandomIds ids;

    public Notices(AuditLog audit, SecureRandom random) {
        this.audit = audit;
        this.random = random;
        this.ids = new RandomIds(random);
    }

    /**
     * Has everybody told whom the kind concerns.
     *
     * @param person whose key it is, or was
     * @param facts what the texts may tell, by the names above; no code and no secret
     * @param at when it happened
     */
    public void tell(Handle tx, NoticeKind kind, UUID person, Map<String, String> facts, Instant at) {
        if (kind == NoticeKind.SECOND_CODE || facts.containsKey(CODE)) {
            throw new IllegalArgumentException("a code goes by secondCode");
        }
        put(tx, kind, person, facts, at, at.plus(PATIENCE));
    }

    /**
     * Sends a person the second code of their invitation. It is sealed in the row and wiped once it was sent, or when it is of no
     * use any more.
     *
     * @param code the caller's to wipe
     * @param until when the invitation ends; exclusive
     */
    public void secondCode(Handle tx, UUID person, char[] code, Instant until, Instant at) {
        put(
                tx,
                NoticeKind.SECOND_CODE,
                person,
                Map.of(CODE, String.valueOf(code), UNTIL, until.toString()),
                at,
                until.isBefore(at.plus(PATIENCE)) ? until : at.plus(PATIENCE));
    }

    private void put(Handle tx, NoticeKind kind, UUID person, Map<String, String> facts, Instant at, Instant giveUp) {
        for (Audience audience : kind.audiences()) {
            for (UUID recipient : Recipients.of(tx, audience, person, at)) {
                Duration wait = audience == Audience.FAMILY ? later() : Duration.ZERO;
                row(tx, kind, audience, person, recipient, facts, at, wait, giveUp.plus(wait));
            }
        }
    }

    /** So late, and so by chance, that nobody of the family can tell from a message's time when the other was at the school. */
    private Duration later() {
        return FAMILY_WAITS.plusSeconds(random.nextInt((int) FAMILY_VARIES.toSeconds()));
    }

    private void row(
            Handle tx,
            NoticeKind kind,
            Audience audience,
            UUID about,
            UUID recipient,
            Map<String, String> facts,
            Instant at,
            Duration wait,
            Instant giveUp) {
        UUID id = ids.uuid();
        byte[] plain = NoticeFacts.bytes(facts);
        try {
            byte[] sealed = audit.seal(tx, about.toString(), context(id), plain).orElse(null);
            Sql.update(tx, INSERT, id, kind, audience.code(), about, recipient, sealed, at, at.plus(wait), giveUp);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static String context(UUID notice) {
        return "notice:" + notice;
    }
}
