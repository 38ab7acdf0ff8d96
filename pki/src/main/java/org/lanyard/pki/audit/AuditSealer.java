package org.lanyard.pki.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains what was committed, each second, and signs the head; appends the signed head to a file outside the store after it is
 * durable inside. Any number of nodes may run one: the head's row lets one seal at a time.
 */
public final class AuditSealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Store store;
    private final Sealing sealing;
    private final HeadKey key;
    private final HeadFile file;
    private final ScheduledExecutorService timer;
    private long written;
    private boolean failing;

    /**
     * Opens the sealer, or makes its key in a new store; nothing runs yet.
     *
     * @param headFile where signed heads are appended; its folder exists
     * @throws PkiException WRAPPED_SECRET_ALTERED if the master key is not this store's
     */
    public AuditSealer(Store store, MasterKey master, SecureRandom random, InstantSource clock, Path headFile)
            throws PkiException {
        this.store = store;
        this.key = store.transact(tx -> HeadKey.openOrCreate(tx, master, random));
        this.sealing = new Sealing(store.engine(), key, clock);
        this.file = new HeadFile(headFile);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-sealer");
            thread.setDaemon(true);
            return thread;
        });
        this.written = -1;
    }

    /** Begins to seal each second. */
    public AuditSealer start() {
        timer.scheduleWithFixedDelay(this::tick, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void tick() {
        try {
            seal();
            if (failing) {
                LOG.info("the audit trail is sealed again");
            }
            failing = false;
        } catch (StoreException | IOException e) {
            // Said once, not each second; the rows wait, and verify counts them.
            if (!failing) {
                LOG.error("the audit trail is not sealed: {}", e.getMessage());
            }
            failing = true;
        } catch (RuntimeException e) {
            LOG.error("the audit trail is not sealed", e);
        }
    }

    /**
     * Seals all that is committed now.
     *
     * @return how many rows got their place
     * @throws IOException if the head file cannot be written; the store's own head is sealed then, and the next pass tries the
     *     file again
     */
    public synchronized long seal() throws IOException {
        long sealed = 0;
        Sealing.Outcome outcome;
        do {
            outcome = store.transact(sealing::run);
            sealed += outcome.sealed();
        } while (outcome.sealed() == Sealing.MOST);
        if (written < 0) {
            written = file.lastPlace();
        }
        if (outcome.head().place() > written) {
            file.append(key, outcome.head());
            written = outcome.head().place();
        }
        return sealed;
    }

    /** Stops the timer and seals what is left. */
    @Override
    public void close() {
        timer.shutdown();
        boolean interrupted = false;
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        tick();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
