package org.lanyard.session.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * Tells watchers that a session has ended, whoever ended it and on whichever node: the store is asked each second (by the
 * {@link Janitor}), and at once after an end of this node's own ({@link #look}).
 */
public final class SessionEvents {
    /** Commits of other nodes may arrive late and out of order, and clocks differ: look back this far. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(60);

    private static final int MOST_WATCHERS = 50_000;

    private final Store store;
    private final InstantSource clock;
    private final Map<UUID, Set<Runnable>> watchers = new ConcurrentHashMap<>();

    public SessionEvents(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Calls {@code onEnd} once, when the session has ended; false where there are too many watchers already. The caller looks
     * whether the session still lives <em>after</em> this, so that no end falls between.
     */
    public boolean watch(UUID session, Runnable onEnd) {
        if (watchers.size() >= MOST_WATCHERS) {
            return false;
        }
        watchers.computeIfAbsent(session, id -> new CopyOnWriteArraySet<>()).add(onEnd);
        return true;
    }

    /** Stops watching. */
    public void forget(UUID session, Runnable onEnd) {
        watchers.computeIfPresent(session, (id, all) -> {
            all.remove(onEnd);
            return all.isEmpty() ? null : all;
        });
    }

    /** Asks the store now. */
    public void look() {
        if (watchers.isEmpty()) {
            return;
        }
        Instant since = clock.instant().minus(LOOK_BACK);
        store.read(h -> Sql.list(
                        h,
                        "SELECT id FROM login_session WHERE ended_at >= ?",
                        row -> UUID.fromString(row.getString(1)),
                        since))
                .forEach(this::ended);
    }

    private void ended(UUID session) {
        Set<Runnable> all = watchers.remove(session);
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }
}
