package org.lanyard.session.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.guardianship.CoolingOffCondition;
import org.lanyard.session.login.SignedIn;

/**
 * The time after a recovery in which a guardian sees no child. It holds while a key that was registered since is active, so it
 * is over at once when the owner, who still had an older key, removes the one that somebody else registered; and that nobody
 * gets around it with one more new key.
 */
public final class CoolingOff {
    private static final String NEW_KEY_ACTIVE = CoolingOffCondition.NEW_KEY_ACTIVE;
    private static final int AT_ONCE = 100;

    private CoolingOff() {}

    /** Until when a person is in cooling-off; empty where they are not. */
    public static Optional<Instant> until(Handle h, UUID person, Instant now) {
        return Sql.one(
                h,
                "SELECT k.until_at FROM cooling_off k WHERE k.person_id = ? AND k.until_at > ? AND " + NEW_KEY_ACTIVE,
                row -> Instant.ofEpochMilli(row.getLong(1)),
                person,
                now);
    }

    /**
     * Whether a key may change a person's other keys and codes: in cooling-off, only one that was there before. Else whoever
     * found a printed code could lock the owner out of their own account.
     *
     * @param credential base64url id of the key that signed in
     */
    public static boolean mayChangeKeys(Handle tx, UUID person, String credential, Instant now) {
        return Sql.one(
                        tx,
                        "SELECT k.since_at FROM cooling_off k JOIN credential c ON c.person_id = k.person_id"
                                + " WHERE k.person_id = ? AND k.until_at > ? AND c.id = ? AND c.confirmed_at >= k.since_at",
                        row -> row.getLong(1),
                        person,
                        now,
                        credential)
                .isEmpty();
    }

    /**
     * Holds a session to {@link #mayChangeKeys}, where it would remove or suspend a key from before.
     *
     * @param key base64url id
     * @throws RefusedException COOLING_OFF
     */
    public static void requireMayTouch(Handle tx, SignedIn who, String key, Instant now) throws RefusedException {
        boolean since = Sql.one(
                        tx,
                        "SELECT c.id FROM credential c JOIN cooling_off k ON k.person_id = c.person_id"
                                + " WHERE c.id = ? AND c.person_id = ? AND c.confirmed_at >= k.since_at",
                        row -> row.getString(1),
                        key,
                        who.person())
                .isPresent();
        if (!since && !mayChangeKeys(tx, who.person(), who.credential().orElse(""), now)) {
            throw new RefusedException(Reason.COOLING_OFF);
        }
    }

    /** Begins a person's cooling-off; one that lasts longer already goes on as long. */
    static void begin(Handle tx, UUID person, Instant at, Duration time) {
        Sql.update(
                tx,
                "INSERT INTO cooling_off (person_id, since_at, until_at) VALUES (?, ?, ?) ON CONFLICT (person_id) DO UPDATE"
                        + " SET since_at = CASE WHEN cooling_off.until_at > excluded.since_at THEN cooling_off.since_at"
                        + " ELSE excluded.since_at END, until_at = CASE WHEN cooling_off.until_at > excluded.until_at"
                        + " THEN cooling_off.until_at ELSE excluded.until_at END, told_at = NULL",
                person,
                at,
                at.plus(time));
    }

    /** Those whose time is over, whose new key is in use, and who have not been told; marked as told. */
    static List<UUID> over(Handle tx, Instant now) {
        List<UUID> over = Sql.list(
                tx,
                "SELECT k.person_id FROM cooling_off k WHERE k.told_at IS NULL AND k.until_at <= ? AND "
                        + NEW_KEY_ACTIVE + " ORDER BY k.person_id LIMIT " + AT_ONCE,
                row -> UUID.fromString(row.getString(1)),
                now);
        return over.stream()
                .filter(person -> Sql.update(
                                tx,
                                "UPDATE cooling_off SET told_at = ? WHERE person_id = ? AND told_at IS NULL",
                                now,
                                person)
                        == 1)
                .toList();
    }
}
