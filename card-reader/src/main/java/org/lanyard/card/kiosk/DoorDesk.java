package org.lanyard.card.kiosk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lanyard.card.kiosk.DoorAnswer.Given;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskEvent.PictureShown;
import org.lanyard.pki.http.SupportCode;

/**
 * Does what the agent wants of the door, beside the agent's thread, and tells it what came of it. Holds the one fresh
 * challenge, and the secrets of the sessions by the numbers of their attempts.
 */
final class DoorDesk {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration REFRESH_BEFORE_EXPIRY = Duration.ofSeconds(40);
    private static final Duration LEAST_REFRESH = Duration.ofSeconds(5);
    /** A lease that nobody renews has ended long before. */
    private static final int REVOKE_TRIES = 60;

    private final DoorClient door;
    private final Troubles troubles;
    private final Consumer<KioskEvent> events;
    private final ScheduledExecutorService worker;
    private final Map<Long, Signed> signed = new ConcurrentHashMap<>();
    private final Map<Long, Lease> leases = new ConcurrentHashMap<>();
    private final Pictures pictures;
    private final KioskPolicy policy;

    private Challenge held;
    private Future<?> refresh;
    private DoorFailure toldFailure;
    private boolean away;

    /** What a card signed, and the challenge in it. */
    record Signed(String assertion, Challenge challenge) {
        @Override
        public String toString() {
            return "Signed";
        }
    }

    DoorDesk(
            DoorClient door,
            KioskPolicy policy,
            Troubles troubles,
            Consumer<KioskEvent> events,
            ScheduledExecutorService worker) {
        this.door = door;
        this.policy = policy;
        this.pictures = new Pictures(door);
        this.troubles = troubles;
        this.events = events;
        this.worker = worker;
    }

    void start() {
        refreshIn(Duration.ZERO);
    }

    DoorClient door() {
        return door;
    }

    /** A challenge for one signature: the one held ready, else one fetched now. */
    DoorAnswer<Challenge> takeChallenge() {
        synchronized (this) {
            if (held != null && held.isFresh(door.clock().instant())) {
                Challenge taken = held;
                held = null;
                return new Given<>(taken);
            }
        }
        DoorAnswer<Challenge> fetched = door.challenge();
        if (fetched instanceof Refused<Challenge>) {
            renewChallenge();
        }
        return fetched;
    }

    /** Has a new one fetched, which also shows whether the door is still there. */
    void renewChallenge() {
        refreshIn(Duration.ZERO);
    }

    /** Takes back a challenge that nothing was signed over, or nothing sent. */
    void giveBack(Challenge unused) {
        hold(unused);
    }

    /** Keeps what the card of {@code attempt} signed until {@link #open}. */
    void keep(long attempt, Signed what) {
        signed.put(attempt, what);
    }

    void open(long attempt) {
        Signed what = signed.remove(attempt);
        worker.execute(() -> told(attempt, door.token(what.assertion(), what.challenge()), troubles::of));
    }

    void openWithPass(long attempt, PassCode pass) {
        worker.execute(() -> {
            DoorAnswer<Challenge> challenge = takeChallenge();
            if (challenge instanceof Given<Challenge> given) {
                told(attempt, door.pass(pass, given.value()), troubles::ofPass);
            } else if (challenge instanceof Refused<Challenge> refused) {
                Trouble trouble = troubles.of(refused.failure(), refused.code());
                events.accept(new KioskEvent.DoorRefused(attempt, trouble));
            }
        });
    }

    private interface Telling {
        Trouble of(DoorFailure failure, Optional<SupportCode> code);
    }

    private void told(long attempt, DoorAnswer<Grant> answer, Telling trouble) {
        if (answer instanceof Given<Grant> given) {
            hold(given.value().next());
            leases.put(attempt, new Lease(this, attempt, given.value(), policy.idle()));
            events.accept(new KioskEvent.DoorOpened(attempt, shown(given.value())));
        } else if (answer instanceof Refused<Grant> refused) {
            events.accept(new KioskEvent.DoorRefused(attempt, trouble.of(refused.failure(), refused.code())));
            // Whether the challenge was consumed isn't known: the next card gets another.
            renewChallenge();
        }
    }

    private Optional<PictureShown> shown(Grant grant) {
        Duration moment = policy.pictureMoment();
        return grant.picture().filter(name -> !moment.isZero()).map(name -> new PictureShown(name, moment));
    }

    Pictures pictures() {
        return pictures;
    }

    /** The code for the browser, once; from now on the lease is renewed. */
    Optional<HandOverCode> handOver(long attempt) {
        Lease lease = leases.get(attempt);
        if (lease == null) {
            return Optional.empty();
        }
        lease.keep();
        return Optional.of(lease.handOver());
    }

    void forget(long attempt) {
        Lease lease = leases.remove(attempt);
        if (lease != null) {
            lease.stop();
        }
    }

    /** Tells the server, once {@code browserClosed}, again until it hears. */
    void end(long attempt, boolean notMe, CompletionStage<Void> browserClosed) {
        Lease lease = leases.remove(attempt);
        if (lease != null) {
            lease.stop();
            browserClosed.whenCompleteAsync((done, failed) -> revoke(lease.handle(), notMe, REVOKE_TRIES), worker);
        }
    }

    /** Ends all sessions, now and once: the kiosk is being switched off. */
    void endAll() {
        leases.values().forEach(lease -> {
            lease.stop();
            door.revoke(lease.handle(), false);
        });
        leases.clear();
    }

    private void revoke(String handle, boolean notMe, int tries) {
        boolean again = door.revoke(handle, notMe) instanceof Refused<Boolean> refused
                && refused.failure().isPassing()
                && tries > 1;
        if (again) {
            worker.schedule(() -> revoke(handle, notMe, tries - 1), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks whether the service is there. */
    boolean beat() {
        DoorAnswer<Boolean> answer = door.ready();
        if (answer instanceof Refused<Boolean> refused) {
            markAway(true);
            tellDown(refused.failure(), refused.code());
            return false;
        }
        if (markAway(false)) {
            renewChallenge();
        }
        return true;
    }

    /** The answer is what it was before. */
    private synchronized boolean markAway(boolean now) {
        boolean before = away;
        away = now;
        return before;
    }

    private void hold(Challenge challenge) {
        Duration left = Duration.between(door.clock().instant(), challenge.expiresAt());
        Duration next = left.minus(REFRESH_BEFORE_EXPIRY);
        synchronized (this) {
            held = challenge;
            toldFailure = null;
        }
        refreshIn(next.compareTo(LEAST_REFRESH) < 0 ? LEAST_REFRESH : next);
        events.accept(new KioskEvent.DoorUp());
    }

    private synchronized void refreshIn(Duration delay) {
        if (refresh != null) {
            refresh.cancel(false);
        }
        refresh = worker.schedule(this::refresh, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        DoorAnswer<Challenge> answer = door.challenge();
        if (answer instanceof Given<Challenge> given) {
            hold(given.value());
        } else if (answer instanceof Refused<Challenge> refused) {
            refreshIn(RETRY);
            tellDown(refused.failure(), refused.code());
        }
    }

    private void tellDown(DoorFailure failure, Optional<SupportCode> code) {
        if (tellOnce(failure)) {
            events.accept(new KioskEvent.DoorDown(troubles.of(failure, code)));
        }
    }

    /** The code on the screen stays the same for as long as the failure does. */
    private synchronized boolean tellOnce(DoorFailure failure) {
        boolean news = failure != toldFailure;
        toldFailure = failure;
        return news;
    }

    ScheduledExecutorService worker() {
        return worker;
    }

    Troubles troubles() {
        return troubles;
    }

    void tell(KioskEvent event) {
        events.accept(event);
    }
}
