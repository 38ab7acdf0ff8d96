package org.lanyard.session.pass;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;

/**
 * How often a kiosk may be wrong: {@link #MOST} codes in {@link #WINDOW}. A class that mistypes stays below it; somebody who
 * guesses needs some ten million years, with a hundred passes live. A try is taken before the code is looked at, on a row
 * that stays locked, so tries at the same time count one after the other.
 */
public final class PassTries {
    public static final int MOST = 20;
    public static final Duration WINDOW = Duration.ofMinutes(10);

    private PassTries() {}

    /** Takes one try; false where none was left. */
    public static boolean take(Handle tx, String kiosk, Instant now) {
        Instant over = now.minus(WINDOW);
        long wrong = Sql.one(
                        tx,
                        "INSERT INTO pass_try (kiosk, since, wrong) VALUES (?, ?, 1) ON CONFLICT (kiosk) DO UPDATE SET"
                                + " wrong = CASE WHEN pass_try.since <= ? THEN 1 ELSE pass_try.wrong + 1 END,"
                                + " since = CASE WHEN pass_try.since <= ? THEN excluded.since ELSE pass_try.since END"
                                + " RETURNING wrong",
                        row -> row.getLong(1),
                        kiosk,
                        now,
                        over,
                        over)
                .orElseThrow();
        return wrong <= MOST;
    }

    /** Gives a try back that was right. */
    public static void giveBack(Handle tx, String kiosk) {
        Sql.update(tx, "UPDATE pass_try SET wrong = wrong - 1 WHERE kiosk = ? AND wrong > 0", kiosk);
    }
}
