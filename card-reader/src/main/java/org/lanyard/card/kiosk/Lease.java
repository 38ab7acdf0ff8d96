package org.lanyard.card.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.kiosk.DoorAnswer.Given;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.card.kiosk.Grant.HandOverCode;

/** One session's lease: renewed every third of its length, sooner after a failure, until it is stopped or over. */
final class Lease {
    private static final int RENEWALS = 3;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DoorDesk desk;
    private final long attempt;
    private final Grant grant;
    private final Duration idle;
    private final InstantSource time = new MonotonicClock();

    private Instant renewed;
    private Future<?> next;
    private boolean stopped;

    Lease(DoorDesk desk, long attempt, Grant grant, Duration idle) {
        this.desk = desk;
        this.attempt = attempt;
        this.grant = grant;
        this.idle = idle;
        this.renewed = time.instant();
    }

    String handle() {
        return grant.handle();
    }

    HandOverCode handOver() {
        return grant.handOver();
    }

    void keep() {
        renewIn(grant.lease().dividedBy(RENEWALS));
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private synchronized void renewIn(Duration delay) {
        if (!stopped) {
            next = desk.worker().schedule(this::renew, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void renew() {
        Instant asked = time.instant();
        DoorAnswer<LeaseNews> answer = desk.door().lease(grant.handle());
        if (answer instanceof Given<LeaseNews> given) {
            renewed = asked;
            if (given.value()
                    .idle()
                    .filter(unused -> unused.compareTo(idle) >= 0)
                    .isPresent()) {
                desk.tell(new KioskEvent.SessionIdle(attempt));
            } else {
                renewIn(grant.lease().dividedBy(RENEWALS));
            }
        } else if (answer instanceof Refused<LeaseNews> refused) {
            notRenewed(refused);
        }
    }

    private void notRenewed(Refused<LeaseNews> refused) {
        if (!refused.failure().isPassing()) {
            desk.tell(new KioskEvent.SessionOver(attempt));
        } else if (Duration.between(renewed, time.instant()).compareTo(grant.lease()) >= 0) {
            desk.tell(new KioskEvent.LeaseLost(attempt, desk.troubles().of(refused.failure(), refused.code())));
        } else {
            renewIn(RETRY);
        }
    }
}
