package org.lanyard.card.kiosk;

import java.time.Instant;
import org.lanyard.card.kiosk.KioskAction.DropPin;
import org.lanyard.card.kiosk.KioskAction.ReleaseCard;
import org.lanyard.card.kiosk.KioskAction.VerifyAndSign;
import org.lanyard.card.kiosk.KioskAction.VerifyOnReader;
import org.lanyard.card.kiosk.KioskEvent.PinEntered;
import org.lanyard.card.kiosk.KioskEvent.PinNotTyped;
import org.lanyard.card.kiosk.KioskEvent.PinSpent;
import org.lanyard.card.kiosk.KioskEvent.PinWanted;
import org.lanyard.card.kiosk.KioskEvent.PinWantedOnReader;
import org.lanyard.card.kiosk.KioskEvent.PinWrong;

/** The PIN is asked for, tried, and never tried for the last time. */
final class PinRules {
    private PinRules() {}

    static Step wanted(Situation now, PinWanted wanted, Instant at) {
        // A reader whose pad fails after all leaves the PIN to the screen.
        boolean asks = now.state() == KioskState.READING || now.state() == KioskState.PIN_ON_READER;
        if (wanted.attempt() != now.attempt() || !asks) {
            return Step.of(now, new ReleaseCard(wanted.attempt()));
        }
        return Step.of(now.toPin(KioskState.PIN, -1, Wait.PIN.after(at)));
    }

    static Step wantedOnReader(Situation now, PinWantedOnReader wanted, Instant at) {
        if (wanted.attempt() != now.attempt() || now.state() != KioskState.READING) {
            return Step.of(now, new ReleaseCard(wanted.attempt()));
        }
        return Step.of(
                now.toPin(KioskState.PIN_ON_READER, -1, Wait.PIN.after(at)), new VerifyOnReader(wanted.attempt()));
    }

    static Step notTyped(Situation now, PinNotTyped not, Instant at) {
        boolean waits = not.attempt() == now.attempt() && now.state() == KioskState.PIN_ON_READER;
        return waits ? SessionRules.calledOff(now, at) : Step.of(now, new ReleaseCard(not.attempt()));
    }

    static Step entered(Situation now, PinEntered entered, Instant at) {
        if (now.state() != KioskState.PIN) {
            return Step.of(now, new DropPin(entered.pin()));
        }
        return Step.of(
                now.to(KioskState.SIGNING_IN, Wait.WORK.from(at)), new VerifyAndSign(now.attempt(), entered.pin()));
    }

    static Step wrong(Situation now, PinWrong wrong, Instant at) {
        if (wrong.attempt() != now.attempt()) {
            return Step.of(now, new ReleaseCard(wrong.attempt()));
        }
        return switch (now.state()) {
            case SIGNING_IN -> Step.of(now.toPin(KioskState.PIN, wrong.tries(), Wait.PIN.after(at)));
            case PIN_ON_READER ->
                Step.of(
                        now.toPin(KioskState.PIN_ON_READER, wrong.tries(), Wait.PIN.after(at)),
                        new VerifyOnReader(wrong.attempt()));
            case CHANGING -> ChangeRules.wrong(now, wrong.tries(), at);
            default -> Step.of(now, new ReleaseCard(wrong.attempt()));
        };
    }

    static Step spent(Situation now, PinSpent spent, Instant at) {
        boolean working = switch (now.state()) {
            case READING, SIGNING_IN, PIN_ON_READER, CHANGING -> true;
            default -> false;
        };
        ReleaseCard release = new ReleaseCard(spent.attempt());
        if (spent.attempt() != now.attempt() || !working) {
            return Step.of(now, release);
        }
        return Step.of(now.nextAttempt().to(KioskState.ASK_FOR_HELP, Wait.ASK_FOR_HELP.from(at)), release);
    }
}
