package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.Optional;

/** The reader and the door come and go; without both of them no sign-in is begun. */
final class HealthRules {
    private HealthRules() {}

    static Step readerUp(Situation now) {
        return recovered(now.withReader(Part.UP));
    }

    static Step doorUp(Situation now, Instant at) {
        Situation up = now.withDoor(Part.UP);
        Step step = recovered(up);
        // A card that was put in while the kiosk was out of order is used now: nobody should have to know.
        if (step.next().state() == KioskState.IDLE && now.state() != KioskState.IDLE && now.cardPresent()) {
            return CardRules.begin(step.next(), at);
        }
        return step;
    }

    static Step readerDown(Situation now, Trouble trouble, Instant at) {
        // A reader that went took its card along.
        Step gone = now.cardPresent() ? CardRules.removed(now, at) : Step.of(now);
        return settledUnlessBusy(gone, gone.next().withReader(Part.down(trouble)));
    }

    static Step doorDown(Situation now, Trouble trouble) {
        return settledUnlessBusy(Step.of(now), now.withDoor(Part.down(trouble)));
    }

    /** Where the kiosk is when it does nothing. */
    static Situation rest(Situation now) {
        Optional<Trouble> trouble = now.reader().trouble().or(() -> now.door().trouble());
        if (trouble.isPresent()) {
            return now.toTrouble(KioskState.OUT_OF_ORDER, trouble.get(), Optional.empty());
        }
        boolean ready = now.reader().isUp() && now.door().isUp();
        return now.to(ready ? KioskState.IDLE : KioskState.STARTING, Optional.empty());
    }

    private static Step recovered(Situation now) {
        boolean waiting = now.state() == KioskState.STARTING || now.state() == KioskState.OUT_OF_ORDER;
        return Step.of(waiting ? rest(now) : now);
    }

    private static Step settledUnlessBusy(Step before, Situation after) {
        Situation next = switch (after.state()) {
            case STARTING, OUT_OF_ORDER, IDLE, PUT_IN, PASS, CHANGE_PUT_IN -> rest(after);
            // What goes on may still end well, and what is being said is said to its end.
            case READING,
                    PIN,
                    SIGNING_IN,
                    WELCOME,
                    GOODBYE,
                    TRY_AGAIN,
                    ASK_FOR_HELP,
                    PICTURE,
                    NOT_ME,
                    PIN_ON_READER,
                    CHANGE_PIN,
                    PIN_TOO_EASY,
                    CHANGING,
                    PIN_CHANGED -> after;
        };
        return new Step(next, before.actions());
    }
}
