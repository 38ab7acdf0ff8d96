package org.lanyard.session.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down, each second, the ends that only time brought (a lease not renewed, idle, too old), so that whoever waits for the
 * end of a session hears of it; and once a minute forgets what nobody can use any more. Nothing depends on its being in time:
 * every reader looks at the clock for itself.
 */
public final class Janitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final int AT_ONCE = 500;
    private static final String LAPSED = "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE ended_at IS NULL"
            + " AND (idle_until <= ? OR expires_at <= ? OR lease_until <= ?) LIMIT " + AT_ONCE;
    /** How long the row of an ended session stays, for its late callers. */
    private static final Duration KEEP_ENDED = Duration.ofHours(24);
    /** Longer than any count of refusals is looked at. */
    private static final Duration KEEP_SOURCES = Duration.ofHours(1);

    private final Store store;
    private final Ending ending;
    private final SessionEvents events;
    private final InstantSource clock;
    private final Runnable eachMinute;
    private final ScheduledExecutorService timer;
    private long rounds;

    /** @param eachMinute what other rooms have to look after */
    public Janitor(Store store, Ending ending, SessionEvents events, InstantSource clock, Runnable eachMinute) {
        this.store = store;
        this.ending = ending;
        this.events = events;
        this.clock = clock;
        this.eachMinute = eachMinute;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "session-janitor");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the rounds, one each second. */
    public Janitor start() {
        timer.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    /** One round: ends what has lapsed; how many sessions that were. */
    public int endLapsed() {
        Instant now = clock.instant();
        long at = now.toEpochMilli();
        List<SessionRow> lapsed = store.read(h -> Sql.list(h, LAPSED, SessionRow::read, at, at, at));
        int ended = 0;
        for (SessionRow row : lapsed) {
            ended += store.transact(tx -> end(tx, row.id(), now)) ? 1 : 0;
        }
        return ended;
    }

    /** Deletes consumed challenges and counts of refusals that are past their time, and the rows of sessions that ended a day ago. */
    public void prune() {
        Instant now = clock.instant();
        store.transact(tx -> {
            Sql.update(tx, "DELETE FROM consumed_challenge WHERE keep_until < ?", now);
            Sql.update(tx, "DELETE FROM invitation_source WHERE since < ?", now.minus(KEEP_SOURCES));
            return Sql.update(tx, "DELETE FROM login_session WHERE ended_at < ?", now.minus(KEEP_ENDED));
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks again inside the transaction: it may have been renewed meanwhile. */
    private boolean end(Handle tx, UUID session, Instant now) {
        return Sql.one(
                        tx,
                        "SELECT" + SessionRow.COLUMNS + "FROM login_session WHERE id = ?"
                                + store.engine().forUpdate(),
                        SessionRow::read,
                        session)
                .filter(row -> !row.ended())
                .flatMap(row -> row.over(now))
                .map(reason -> ending.session(tx, session, reason, now, "clock"))
                .orElse(false);
    }

    private void round() {
        try {
            endLapsed();
            events.look();
            if (rounds++ % 60 == 0) {
                prune();
                eachMinute.run();
            }
        } catch (RuntimeException failed) {
            LOG.warn("the janitor's round failed; the next comes in a second", failed);
        }
    }
}
