package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.card.kiosk.KioskAction.ReleaseCard;
import org.lanyard.card.kiosk.Trouble.Cause;

/** A state has lasted as long as it may. */
final class ClockRules {
    private static final Trouble TOO_LONG = Trouble.plain(Cause.CARD_SLOW);

    private ClockRules() {}

    static Step timeUp(Situation now, Instant at) {
        if (now.until().isEmpty() || at.isBefore(now.until().get())) {
            return Step.of(now);
        }
        return switch (now.state()) {
            case READING, SIGNING_IN, CHANGING -> tooLong(now, at);
            case PIN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY -> SessionRules.calledOff(now, at);
            case PICTURE -> PictureRules.mine(now);
            case PASS, CHANGE_PUT_IN -> Step.of(HealthRules.rest(now));
            case TRY_AGAIN -> again(now, at);
            // A card that lies there still has been dealt with: the next sign-in begins when it was taken away.
            case PUT_IN, GOODBYE, ASK_FOR_HELP, NOT_ME, PIN_CHANGED -> settled(now);
            case STARTING, OUT_OF_ORDER, IDLE, WELCOME -> Step.of(now);
        };
    }

    private static Step settled(Situation now) {
        return Step.of(now.cardPresent() ? now.untilCardGoes() : HealthRules.rest(now));
    }

    /** A card that another program held is tried until it is free, without having to be put in again. */
    private static Step again(Situation now, Instant at) {
        boolean busy = now.trouble()
                .filter(trouble -> trouble.cause() == Cause.CARD_BUSY)
                .isPresent();
        return busy && now.cardPresent() ? CardRules.begin(now, at) : settled(now);
    }

    private static Step tooLong(Situation now, Instant at) {
        Optional<Instant> until = Wait.TRY_AGAIN.from(at);
        return Step.of(
                now.nextAttempt().toTrouble(KioskState.TRY_AGAIN, TOO_LONG, until), new ReleaseCard(now.attempt()));
    }
}
