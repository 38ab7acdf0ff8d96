package org.lanyard.card.kiosk;

import java.time.Instant;
import org.lanyard.card.kiosk.KioskAction.CloseBrowser;
import org.lanyard.card.kiosk.KioskAction.EndSession;
import org.lanyard.card.kiosk.KioskAction.ForgetSession;
import org.lanyard.card.kiosk.KioskAction.HandOver;
import org.lanyard.card.kiosk.KioskAction.ReleaseCard;
import org.lanyard.card.kiosk.KioskEvent.DoorOpened;
import org.lanyard.card.kiosk.KioskEvent.DoorRefused;
import org.lanyard.card.kiosk.KioskEvent.LeaseLost;
import org.lanyard.card.kiosk.KioskEvent.PictureShown;
import org.lanyard.card.kiosk.KioskEvent.SessionIdle;
import org.lanyard.card.kiosk.KioskEvent.SessionOver;
import org.lanyard.card.kiosk.Situation.LiveSession;

/** A session opens and ends: the browser is closed first, the server told second. */
final class SessionRules {
    private SessionRules() {}

    static Step opened(Situation now, DoorOpened opened, Instant at) {
        if (opened.attempt() != now.attempt() || now.state() != KioskState.SIGNING_IN) {
            // The pupil has gone meanwhile: nobody may find this session.
            return Step.of(now, new EndSession(opened.attempt()));
        }
        LiveSession session = new LiveSession(
                opened.attempt(), now.hand(), at, opened.picture().map(PictureShown::name));
        if (opened.picture().isPresent()) {
            return PictureRules.shown(now, session, opened.picture().get(), at);
        }
        return Step.of(now.toWelcome(session), new HandOver(opened.attempt()));
    }

    static Step refused(Situation now, DoorRefused refused, Instant at) {
        if (refused.attempt() != now.attempt() || now.state() != KioskState.SIGNING_IN) {
            return Step.of(now);
        }
        return Step.of(now.nextAttempt().toTrouble(KioskState.TRY_AGAIN, refused.trouble(), Wait.TRY_AGAIN.from(at)));
    }

    /** The session ends from this side. */
    static Step end(Situation now, Instant at) {
        long number = now.session().orElseThrow().attempt();
        return Step.of(goodbye(now, at), new CloseBrowser(), new EndSession(number));
    }

    static Step over(Situation now, SessionOver over, Instant at) {
        return isLive(now, over.attempt())
                ? Step.of(goodbye(now, at), new CloseBrowser(), new ForgetSession(over.attempt()))
                : Step.of(now, new ForgetSession(over.attempt()));
    }

    static Step leaseLost(Situation now, LeaseLost lost, Instant at) {
        if (!isLive(now, lost.attempt())) {
            return Step.of(now);
        }
        return Step.of(
                now.toTrouble(KioskState.TRY_AGAIN, lost.trouble(), Wait.TRY_AGAIN.from(at)),
                new CloseBrowser(),
                new EndSession(lost.attempt()));
    }

    static Step idle(Situation now, SessionIdle idle, Instant at) {
        return isLive(now, idle.attempt()) ? end(now, at) : Step.of(now);
    }

    static Step signOut(Situation now, Instant at) {
        return switch (now.state()) {
            case WELCOME, PICTURE -> end(now, at);
            case READING, PIN, SIGNING_IN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY -> calledOff(now, at);
            case PASS, CHANGE_PUT_IN -> Step.of(HealthRules.rest(now));
            // What a card has begun to change it changes.
            case STARTING,
                    OUT_OF_ORDER,
                    IDLE,
                    PUT_IN,
                    GOODBYE,
                    TRY_AGAIN,
                    ASK_FOR_HELP,
                    NOT_ME,
                    CHANGING,
                    PIN_CHANGED -> Step.of(now);
        };
    }

    static Step calledOff(Situation now, Instant at) {
        return Step.of(goodbye(now.nextAttempt(), at), new ReleaseCard(now.attempt()));
    }

    private static Situation goodbye(Situation now, Instant at) {
        return now.to(KioskState.GOODBYE, Wait.GOODBYE.from(at));
    }

    private static boolean isLive(Situation now, long attempt) {
        return now.session().filter(session -> session.attempt() == attempt).isPresent();
    }
}
