package org.lanyard.webauthn.report;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.assertion.ReportClaims;
import org.lanyard.pki.assertion.ReportWriter;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.store.Store;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings reports to the door, one after the other, and tries again what it could not take: at first soon, then less often. */
public final class ReportCourier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportCourier.class);
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration REFUSED = Duration.ofDays(1);
    private static final int AT_ONCE = 20;

    private final Store store;
    private final Signer signer;
    private final ReportDoor door;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread courier = new Thread(task, "webauthn-reports");
        courier.setDaemon(true);
        return courier;
    });

    /**
     * Who says it.
     *
     * @param service its URI
     * @param audience the door's identifier
     */
    public record Signer(SigningKey key, URI service, String audience) {}

    public ReportCourier(Store store, Signer signer, ReportDoor door, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.signer = signer;
        this.door = door;
        this.clock = clock;
        this.random = random;
    }

    /** Begins to look for what waits. */
    public ReportCourier start() {
        thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** There is something new: look now. */
    public void wake() {
        if (!thread.isShutdown()) {
            thread.execute(this::look);
        }
    }

    private void look() {
        try {
            sendDue();
        } catch (RuntimeException | PkiException failed) {
            LOG.warn("reports to the door wait", failed);
        }
    }

    /** Tries each that is due once. */
    void sendDue() throws PkiException {
        Instant now = clock.instant();
        for (Reports.Due due : store.read(handle -> Reports.due(handle, now, AT_ONCE))) {
            if (store.transact(tx -> Reports.claim(tx, due, now.plus(pause(due.tries()))))) {
                send(due);
            }
        }
    }

    private void send(Reports.Due due) throws PkiException {
        try {
            door.report(written(due));
            LOG.info("the door has taken a report: {}", due.what());
        } catch (WebAuthnException refusal) {
            if (refusal.reason() != Reason.DOOR_REFUSED) {
                LOG.warn("the door could not take a report, it is tried again: {}", due.what());
                return;
            }
            LOG.error(
                    "the door refuses a report, it is tried again tomorrow: {} support_code={}",
                    due.what(),
                    refusal.supportCode().orElse("none"));
            store.transact(tx -> Reports.postpone(tx, due, clock.instant().plus(REFUSED)));
            return;
        }
        store.transact(tx -> Reports.settle(tx, due, clock.instant()));
    }

    private String written(Reports.Due due) throws PkiException {
        byte[] identifier = new byte[24];
        random.nextBytes(identifier);
        Instant now = clock.instant();
        return ReportWriter.write(
                new ReportClaims(
                        signer.service(),
                        signer.audience(),
                        now,
                        now.plus(LIFE),
                        Base64Url.encode(identifier),
                        due.report()),
                signer.key());
    }

    private static Duration pause(long tries) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
