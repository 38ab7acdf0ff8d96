package org.lanyard.webauthn.attestation;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lanyard.webauthn.WebAuthnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each minute for what another node or the command line kept in the store, and four times a day for a newer issue at
 * its source; after a failure each quarter of an hour. Of several nodes one looks.
 */
public final class MetadataSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataSchedule.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration AFTER_SUCCESS = Duration.ofHours(6);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

    private final Metadata metadata;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread looking = new Thread(task, "webauthn-metadata");
        looking.setDaemon(true);
        return looking;
    });

    public MetadataSchedule(Metadata metadata) {
        this.metadata = metadata;
    }

    /** Begins; what is in the store is there when this returns. */
    public MetadataSchedule start() {
        metadata.load();
        thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        try {
            metadata.load();
            if (metadata.isDue(AFTER_SUCCESS, AFTER_FAILURE)) {
                metadata.refresh();
            }
        } catch (WebAuthnException refused) {
            LOG.warn("the metadata is not refreshed: {}", refused.getMessage());
        } catch (RuntimeException failed) {
            LOG.warn("the metadata is not refreshed", failed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
