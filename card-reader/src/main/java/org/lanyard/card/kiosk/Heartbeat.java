package org.lanyard.card.kiosk;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks the service each second whether it can serve, on a thread of its own, so that an idle kiosk knows within three seconds
 * that it has gone or is back: at worst a pause, {@link DoorClient#QUICK} for the answer, and a fifth more for chance.
 *
 * <p>What it costs: a GET of 300 bytes over a connection that is kept, a read of one row at the service. The pauses are of
 * random length, so that hundreds of kiosks do not ask, or come back, in one beat.
 */
final class Heartbeat implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** While the service is away; what is lost is what nobody asked for. */
    private static final Duration PAUSE_WHILE_AWAY = Duration.ofMillis(500);

    private static final double CHANCE = 0.2;

    private final BooleanSupplier beat;
    private final SecureRandom random;
    private final ScheduledExecutorService thread;

    /** @param beat asks, and says whether the service is there */
    Heartbeat(BooleanSupplier beat, SecureRandom random) {
        this.beat = beat;
        this.random = random;
        ScheduledThreadPoolExecutor one =
                new ScheduledThreadPoolExecutor(1, work -> KioskAgent.daemon(work, "kiosk-heartbeat"));
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = one;
    }

    Heartbeat start() {
        again(PAUSE);
        return this;
    }

    private void again(Duration pause) {
        double length = pause.toMillis() * (1 - CHANCE + 2 * CHANCE * random.nextDouble());
        if (!thread.isShutdown()) {
            thread.schedule(this::beat, Math.round(length), TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        Duration pause = PAUSE_WHILE_AWAY;
        try {
            pause = beat.getAsBoolean() ? PAUSE : PAUSE_WHILE_AWAY;
        } finally {
            again(pause);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
