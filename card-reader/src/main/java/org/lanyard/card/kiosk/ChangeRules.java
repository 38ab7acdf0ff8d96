package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanyard.card.kiosk.KioskAction.ChangePin;
import org.lanyard.card.kiosk.KioskAction.DropPin;
import org.lanyard.card.kiosk.KioskAction.ReadForChange;
import org.lanyard.card.kiosk.KioskAction.ReleaseCard;
import org.lanyard.card.kiosk.KioskEvent.ChangeEntered;
import org.lanyard.card.kiosk.KioskEvent.ChangeReady;
import org.lanyard.card.pcsc.CardInterface;

/** A pupil changes the PIN of the card: on its contacts, knowing the old one, never with the last try. */
final class ChangeRules {
    private ChangeRules() {}

    static Step chosen(Situation now, Instant at) {
        return switch (now.state()) {
            case IDLE -> begin(now, at);
            // Nobody is signed in while the card is busy with something else.
            case WELCOME -> {
                Step ended = SessionRules.end(now, at);
                Step begun = begin(ended.next(), at);
                List<KioskAction> actions = new ArrayList<>(ended.actions());
                actions.addAll(begun.actions());
                yield new Step(begun.next(), actions);
            }
            default -> Step.of(now);
        };
    }

    /** With the card that is there, or the next one. */
    static Step begin(Situation now, Instant at) {
        if (!now.reader().isUp()) {
            return Step.of(HealthRules.rest(now));
        }
        if (!now.cardPresent()) {
            return Step.of(now.to(KioskState.CHANGE_PUT_IN, Wait.CHANGE_PUT_IN.from(at)));
        }
        Situation next = now.nextAttempt();
        return Step.of(next.to(KioskState.READING, Wait.WORK.from(at)), new ReadForChange(next.attempt()));
    }

    static Step ready(Situation now, ChangeReady ready, Instant at) {
        ReleaseCard release = new ReleaseCard(ready.attempt());
        if (ready.attempt() != now.attempt() || now.state() != KioskState.READING) {
            return Step.of(now, release);
        }
        if (ready.by() != CardInterface.CONTACT) {
            return Step.of(now.nextAttempt().to(KioskState.CHANGE_PUT_IN, Wait.CHANGE_PUT_IN.from(at)), release);
        }
        return Step.of(now.toPin(KioskState.CHANGE_PIN, -1, Wait.CHANGE.after(at)));
    }

    static Step entered(Situation now, ChangeEntered entered, Instant at) {
        if (!isAsked(now.state())) {
            return Step.of(now, new DropPin(entered.current()), new DropPin(entered.next()));
        }
        return Step.of(
                now.to(KioskState.CHANGING, Wait.WORK.from(at)),
                new ChangePin(now.attempt(), entered.current(), entered.next()));
    }

    static Step tooEasy(Situation now, long attempt, Instant at) {
        return goesOn(now, attempt)
                ? Step.of(now.toPin(KioskState.PIN_TOO_EASY, -1, Wait.CHANGE.after(at)))
                : Step.of(now, new ReleaseCard(attempt));
    }

    static Step wrong(Situation now, int tries, Instant at) {
        return Step.of(now.toPin(KioskState.CHANGE_PIN, tries, Wait.CHANGE.after(at)));
    }

    static Step changed(Situation now, long attempt, Instant at) {
        ReleaseCard release = new ReleaseCard(attempt);
        if (!goesOn(now, attempt)) {
            return Step.of(now, release);
        }
        Optional<Instant> until = Wait.PIN_CHANGED.from(at);
        return Step.of(now.nextAttempt().to(KioskState.PIN_CHANGED, until), release);
    }

    private static boolean isAsked(KioskState state) {
        return state == KioskState.CHANGE_PIN || state == KioskState.PIN_TOO_EASY;
    }

    private static boolean goesOn(Situation now, long attempt) {
        return attempt == now.attempt() && now.state() == KioskState.CHANGING;
    }
}
