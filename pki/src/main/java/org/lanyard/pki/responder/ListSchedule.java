package org.lanyard.pki.responder;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has new lists signed before the old ones end: each round looks at every authority whose key is here, and signs what is
 * due: a list near its end, and one that does not tell of a revocation, a suspension or a release yet. Many changes wait
 * for one list. Several nodes may do so: a list that another has signed is not due. What fails is tried again in the next
 * round.
 * Between the rounds it looks whether there are more authorities or shards than before, whoever made them: their first
 * lists are signed at once. A root's list it can only watch.
 */
public final class ListSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListSchedule.class);
    private static final String ACTOR = "schedule";
    private static final int PAGE = 100;
    private static final Duration BEFORE_FIRST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Store store;
    private final Lists lists;
    private final Margins margins;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "lists");
        made.setDaemon(true);
        return made;
    });
    private final RootListWatch roots;
    private volatile Health health = new Health(Optional.empty(), 0, List.of(), List.of(), List.of());
    private Extent seen = new Extent(0, 0);

    /** How many lists there have to be. */
    private record Extent(long authorities, long shards) {}

    /** Signs the lists of an authority. */
    @FunctionalInterface
    public interface Lists {
        /**
         * @param authority its key identifier in lower-case hexadecimal
         * @return empty where its key is not here
         */
        Optional<RevocationLists> of(String authority) throws PkiException;
    }

    /**
     * How long before nextUpdate a list is signed anew. Nodes that share a store add a little each, so that they do not
     * all sign at once.
     *
     * @param complete of complete lists
     * @param delta of deltas; empty where none are signed
     * @param soon how long a change of a status waits at most until its lists tell of it; no list is signed more often for
     *     that
     * @param everyRound how often is looked
     */
    public record Margins(Duration complete, Optional<Duration> delta, Duration soon, Duration everyRound) {}

    /**
     * What the last round found.
     *
     * @param at when it ended; empty before the first
     * @param signed how many lists it signed
     * @param failed what it could not sign, and why: no secret, no name of a person
     * @param overdue lists past their nextUpdate, with or without a key here
     * @param roots whose own list is to be signed soon, with the key mounted: {@code lanyard pki ceremony list}
     */
    public record Health(
            Optional<Instant> at, int signed, List<String> failed, List<String> overdue, List<String> roots) {
        public Health {
            roots = List.copyOf(roots);
            failed = List.copyOf(failed);
            overdue = List.copyOf(overdue);
        }

        /** Whether every list that is published is still to be relied upon, and nothing failed. */
        public boolean isGood() {
            return failed.isEmpty() && overdue.isEmpty();
        }
    }

    public ListSchedule(Store store, Lists lists, Margins margins, InstantSource clock, RandomGenerator random) {
        this.store = Objects.requireNonNull(store, "store");
        this.lists = Objects.requireNonNull(lists, "lists");
        this.margins = margins;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.roots = new RootListWatch(store, clock);
    }

    /** Begins: the first round comes after a moment, since a service that starts has other things to do. */
    public ListSchedule start() {
        Duration every = margins.everyRound();
        return start(every.compareTo(BEFORE_FIRST) < 0 ? every : BEFORE_FIRST);
    }

    ListSchedule start(Duration wait) {
        long millis = margins.everyRound().toMillis();
        thread.scheduleWithFixedDelay(() -> guarded(this::round), wait.toMillis(), millis, TimeUnit.MILLISECONDS);
        long look = Math.min(millis, LOOK.toMillis());
        thread.scheduleWithFixedDelay(() -> guarded(this::look), look, look, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Begins a round where there are lists to be signed for the first time. */
    private synchronized void look() {
        if (health.at().isPresent() && !extent().equals(seen)) {
            round();
        }
    }

    private Extent extent() {
        return store.read(handle -> Sql.one(
                        handle,
                        "SELECT COUNT(*), COALESCE(SUM(shards), 0) FROM authority",
                        row -> new Extent(row.getLong(1), row.getLong(2))))
                .orElseThrow();
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // The schedule would end with the exception.
            LOG.error("a round of revocation lists failed", e);
        }
    }

    /** What the last round found. */
    public Health health() {
        return health;
    }

    /** One round, at once. */
    public synchronized Health round() {
        Round round = new Round();
        seen = extent();
        String after = "";
        boolean more = true;
        while (more) {
            String from = after;
            List<AuthorityRow> page = store.read(handle -> AuthorityRegister.page(handle, from, PAGE));
            for (AuthorityRow row : page) {
                round.authority(row.id());
            }
            more = page.size() == PAGE;
            after = more ? page.get(PAGE - 1).id() : after;
        }
        List<String> due = round.roots();
        health = new Health(Optional.of(clock.instant()), round.signed, round.failed, round.overdue, due);
        if (!health.isGood()) {
            LOG.warn("revocation lists: signed={} failed={} overdue={}", round.signed, round.failed, round.overdue);
        }
        return health;
    }

    private final class Round {
        private int signed;
        private final List<String> failed = new ArrayList<>();
        private final List<String> overdue = new ArrayList<>();

        void authority(String id) {
            int shards = store.read(
                            h -> Sql.one(h, "SELECT shards FROM authority WHERE id = ?", row -> row.getInt(1), id))
                    .orElse(0);
            for (int shard = 0; shard <= shards; shard++) {
                list(id, shard, shards, false, margins.complete());
                if (margins.delta().isPresent()) {
                    list(id, shard, shards, true, margins.delta().get());
                }
            }
        }

        List<String> roots() {
            try {
                RootListWatch.Found found = roots.look();
                found.overdue().forEach(id -> overdue.add(name(id, 0, false)));
                return found.due();
            } catch (PkiException e) {
                failed.add("root: " + e.getMessage());
                return List.of();
            }
        }

        private void list(String id, int shard, int shards, boolean delta, Duration margin) {
            Instant now = clock.instant();
            Optional<PublishedList> newest = store.read(h -> PublishedLists.newest(h, id, shard, delta));
            boolean due = newest.isEmpty()
                    || !now.isBefore(newest.get().nextUpdate().minus(margin).minus(jitter(margin)))
                    || isBehind(newest.get(), shards, now);
            if (due
                    && !sign(id, shard, delta)
                    && newest.isPresent()
                    && !now.isBefore(newest.get().nextUpdate())) {
                overdue.add(name(id, shard, delta));
            }
        }

        /** Whether a change waits for a list, and would wait for too long until the next round. */
        private boolean isBehind(PublishedList list, int shards, Instant now) {
            Instant next = now.plus(margins.everyRound());
            return next.isAfter(list.thisUpdate().plus(margins.soon()))
                    && store.read(handle -> PublishedLists.isBehind(handle, list, shards));
        }

        private boolean sign(String id, int shard, boolean delta) {
            try {
                Optional<RevocationLists> here = lists.of(id);
                if (here.isEmpty()) {
                    return false;
                }
                PublishedList list = delta
                        ? here.get().publishDelta(shard, ACTOR)
                        : here.get().publish(shard, ACTOR);
                signed++;
                LOG.info(
                        "revocation list signed issuer={} shard={} delta={} number={} entries={} until={}",
                        id,
                        shard,
                        delta,
                        list.number(),
                        list.entries(),
                        list.nextUpdate());
                return true;
            } catch (PkiException | StoreException e) {
                failed.add(name(id, shard, delta) + ": " + e.getMessage());
                return false;
            }
        }
    }

    /** Up to a tenth of the margin. */
    private Duration jitter(Duration margin) {
        long most = margin.toMillis() / 10;
        return most == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most));
    }

    private static String name(String id, int shard, boolean delta) {
        return id + "/" + shard + (delta ? "-delta" : "");
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
