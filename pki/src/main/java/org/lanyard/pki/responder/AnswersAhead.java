package org.lanyard.pki.responder;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs OCSP answers before the first question, for so many certificates that have not ended, those that end last first:
 * the newest of each profile. It goes through them page by page and begins again once it is through: what was issued or
 * changed meanwhile, and what is soon to be signed anew, gets another answer. What is kept is kept by the responder, in
 * the same room and under the same rule as its other answers: a status that changed is told at once, ahead or not.
 *
 * <p>It yields: after each page it waits for longer than the page took. A page that fails is tried again.
 */
public final class AnswersAhead implements AutoCloseable {
    /** Room for an answer and its question, roughly: to be added to the responder's. */
    public static final int BYTES_EACH = 2048;

    private static final Logger LOG = LoggerFactory.getLogger(AnswersAhead.class);
    private static final int PAGE = 50;
    private static final int IDLE_TIMES = 4;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration BEFORE_FIRST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
    private static final String SELECT = "SELECT issuer, serial, not_after FROM certificate"
            + " WHERE not_after <= ? AND not_after > ? AND der IS NOT NULL"
            + " AND (not_after < ? OR issuer > ? OR issuer = ? AND serial > ?)"
            + " ORDER BY not_after DESC, issuer, serial LIMIT ?";
    private static final Cursor START = new Cursor(Long.MAX_VALUE, "", "", 0);

    private final Store store;
    private final OcspResponder responder;
    private final int most;
    private final int page;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "answers-ahead");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private final AtomicLong signed = new AtomicLong();
    private Cursor cursor = START;

    /** The last certificate that was looked at, and how many were in this round. */
    private record Cursor(long notAfter, String issuer, String serial, int looked) {}

    private record Page(List<KeptAnswers.Record> records, Cursor next) {}

    /** @param most for how many certificates */
    public AnswersAhead(Store store, OcspResponder responder, int most, InstantSource clock) {
        this(store, responder, most, PAGE, clock);
    }

    AnswersAhead(Store store, OcspResponder responder, int most, int page, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.responder = Objects.requireNonNull(responder, "responder");
        this.most = most;
        this.page = page;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Begins, after a moment: a service that starts has other things to do. */
    public AnswersAhead start() {
        return start(BEFORE_FIRST);
    }

    AnswersAhead start(Duration wait) {
        if (most > 0) {
            later(wait);
        }
        return this;
    }

    /** How many answers were signed ahead so far. */
    public long signed() {
        return signed.get();
    }

    private void later(Duration wait) {
        try {
            thread.schedule(this::work, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("no more answers are signed ahead", closed);
        }
    }

    private void work() {
        long before = System.nanoTime();
        boolean more = false;
        try {
            more = !ended();
        } catch (PkiException | StoreException | IllegalStateException e) {
            LOG.warn("OCSP answers could not be signed ahead; trying again in {}", BETWEEN_ROUNDS, e);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            Duration pause = took.multipliedBy(IDLE_TIMES);
            later(!more ? BETWEEN_ROUNDS : pause.compareTo(SHORTEST_WAIT) > 0 ? pause : SHORTEST_WAIT);
        }
    }

    /**
     * The rest of a round, or a whole one, at once.
     *
     * @return how many answers were signed
     */
    public int round() throws PkiException {
        long before = signed.get();
        boolean ended = false;
        while (!ended) {
            ended = ended();
        }
        return (int) (signed.get() - before);
    }

    /** One page. Moves the cursor only when the page is done; at the end of a round, back to the start. */
    private synchronized boolean ended() throws PkiException {
        Instant now = clock.instant();
        Page read = read(now);
        // What would be due before the next round comes is signed anew now.
        Instant until = now.plus(responder.keptFor().dividedBy(4));
        for (KeptAnswers.Record record : read.records) {
            if (responder.ahead(record, now, until)) {
                signed.incrementAndGet();
            }
        }
        cursor = read.next;
        return cursor.equals(START);
    }

    private Page read(Instant now) {
        Cursor from = cursor;
        int limit = Math.min(page, most - from.looked);
        return store.read(handle -> {
            List<Cursor> rows = Sql.list(
                    handle,
                    SELECT,
                    row -> new Cursor(row.getLong(3), row.getString(1), row.getString(2), 0),
                    from.notAfter,
                    now.toEpochMilli(),
                    from.notAfter,
                    from.issuer,
                    from.issuer,
                    from.serial,
                    limit);
            List<KeptAnswers.Record> records = new ArrayList<>(rows.size());
            for (Cursor row : rows) {
                records.add(
                        new KeptAnswers.Record(row.issuer, row.serial, Standing.read(handle, row.issuer, row.serial)));
            }
            int looked = from.looked + rows.size();
            if (rows.size() < page || looked >= most) {
                return new Page(records, START);
            }
            Cursor last = rows.get(rows.size() - 1);
            return new Page(records, new Cursor(last.notAfter, last.issuer, last.serial, looked));
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
