package org.lanyard.session.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lanyard.pki.store.Store;
import org.lanyard.session.notice.Letters;
import org.lanyard.session.notice.NoticeRow;
import org.lanyard.session.notice.Outbox;
import org.lanyard.session.notice.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's mailer: each second it claims a few notices that are due, has them written and sends them. Where the server itself is
 * the trouble it gives them back and leaves the server alone for a while, each time for longer, five minutes at most.
 */
public final class Mailer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration TIDIES = Duration.ofMinutes(1);
    /** After which nothing more of a claim is begun: the last begun letter may take as long again before the claim is old. */
    private static final Duration ROUND = Outbox.CLAIM.dividedBy(3);

    private static final int MOST_AT_ONCE = 5;

    private final Parts parts;
    private final Pace pace;
    private final UUID node;
    private final ScheduledExecutorService timer;
    private long rounds;
    private int failures;
    private Instant pausedUntil = Instant.MIN;
    private Instant tidied = Instant.MIN;
    private Trouble told;

    /** What a mailer works with. */
    public record Parts(
            Store store, Outbox outbox, Letters letters, Post post, MeterRegistry meters, InstantSource clock) {}

    /** @param perMinute letters at most */
    public Mailer(Parts parts, int perMinute) {
        this.parts = parts;
        this.pace = new Pace(perMinute);
        this.node = UUID.randomUUID();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mailer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the rounds, one each second. */
    public Mailer start() {
        timer.scheduleWithFixedDelay(this::guardedRound, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    /** One round: sends what is due and may be sent now; how many letters the server took. */
    public int round() {
        Instant now = parts.clock().instant();
        tidy(now);
        if (now.isBefore(pausedUntil)) {
            return 0;
        }
        int may = Math.min(pace.may(now), MOST_AT_ONCE);
        if (may == 0) {
            return 0;
        }
        String round = node + " " + rounds++;
        List<Outbox.Claimed> claimed =
                parts.store().transact(tx -> parts.outbox().claim(tx, round, may, now));
        try {
            return sendAll(claimed);
        } finally {
            parts.post().done();
        }
    }

    private int sendAll(List<Outbox.Claimed> claimed) {
        Instant enough = parts.clock().instant().plus(ROUND);
        int sent = 0;
        for (int i = 0; i < claimed.size(); i++) {
            Outbox.Claimed one = claimed.get(i);
            if (parts.clock().instant().isAfter(enough)) {
                giveBack(claimed.subList(i, claimed.size()), Trouble.UNREACHABLE);
                return sent;
            }
            Optional<Trouble> trouble = send(one);
            count(one.row(), trouble);
            if (trouble.filter(Trouble::ofServer).isPresent()) {
                giveBack(claimed.subList(i, claimed.size()), trouble.get());
                return sent;
            }
            note(one, trouble);
            sent += trouble.isEmpty() ? 1 : 0;
        }
        return sent;
    }

    private Optional<Trouble> send(Outbox.Claimed one) {
        Letters.Made made = parts.store()
                .read(h -> parts.letters().of(h, one.row(), parts.clock().instant()));
        if (made.letter().isEmpty()) {
            return made.trouble();
        }
        pace.sent();
        return parts.post().send(made.letter().get());
    }

    private void note(Outbox.Claimed one, Optional<Trouble> trouble) {
        Instant now = parts.clock().instant();
        parts.store().transact(tx -> {
            if (trouble.isEmpty()) {
                return parts.outbox().sent(tx, one, now);
            }
            parts.outbox().failed(tx, one, trouble.get(), now);
            return true;
        });
        if (trouble.isEmpty() && failures > 0) {
            LOG.info("the mail server takes letters again");
            failures = 0;
            told = null;
        }
    }

    private void giveBack(List<Outbox.Claimed> claimed, Trouble trouble) {
        parts.store().transact(tx -> {
            claimed.forEach(one -> parts.outbox().release(tx, one, trouble));
            return claimed.size();
        });
        long millis = Math.min(FIRST_PAUSE.toMillis() << Math.min(failures++, 10), LONGEST_PAUSE.toMillis());
        pausedUntil = parts.clock().instant().plusMillis(millis);
        if (trouble != told) {
            LOG.warn("no mail can be sent: {}; what is to be told waits", trouble.code());
            told = trouble;
        }
    }

    private void tidy(Instant now) {
        if (now.isBefore(tidied)) {
            return;
        }
        tidied = now.plus(TIDIES);
        int late = parts.store().transact(tx -> parts.outbox().tidy(tx, now));
        if (late > 0) {
            LOG.warn(
                    "{} notices were given up: nobody took them in time (lanyard notices list --status given-up)",
                    late);
        }
    }

    private void count(NoticeRow row, Optional<Trouble> trouble) {
        parts.meters()
                .counter(
                        "lanyard.notices",
                        "kind",
                        row.kind().code(),
                        "outcome",
                        trouble.map(Trouble::code).orElse("sent"))
                .increment();
    }

    private void guardedRound() {
        try {
            round();
        } catch (RuntimeException failed) {
            LOG.warn("the mailer's round failed; the next comes in a second", failed);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            // A letter that is on its way is let arrive.
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException stop) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
