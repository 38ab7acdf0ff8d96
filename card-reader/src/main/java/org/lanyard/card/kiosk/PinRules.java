package org.lanyard.card.kiosk;

import java.time.Instant;
import org.lanyard.card.kiosk.KioskAction.DropPin;
import org.lanyard.card.kiosk.KioskAction.ReleaseCard;
import org.lanyard.card.kiosk.KioskAction.VerifyAndSign;
import org.lanyard.card.kiosk.KioskEvent.PinEntered;
import org.lanyard.card.kiosk.KioskEvent.PinSpent;
import org.lanyard.card.kiosk.KioskEvent.PinWanted;
import org.lanyard.card.kiosk.KioskEvent.PinWrong;

/** The PIN is asked for, tried, and never tried for the last time. */
final class PinRules {
    private PinRules() {}

    static Step wanted(Situation now, PinWanted wanted, Instant at) {
        if (wanted.attempt() != now.attempt() || now.state() != KioskState.READING) {
            return Step.of(now, new ReleaseCard(wanted.attempt()));
        }
        return Step.of(now.toPin(-1, Wait.PIN.after(at)));
    }

    static Step entered(Situation now, PinEntered entered, Instant at) {
        if (now.state() != KioskState.PIN) {
            return Step.of(now, new DropPin(entered.pin()));
        }
        return Step.of(
                now.to(KioskState.SIGNING_IN, Wait.WORK.from(at)), new VerifyAndSign(now.attempt(), entered.pin()));
    }

    static Step wrong(Situation now, PinWrong wrong, Instant at) {
        if (wrong.attempt() != now.attempt() || now.state() != KioskState.SIGNING_IN) {
            return Step.of(now, new ReleaseCard(wrong.attempt()));
        }
        return Step.of(now.toPin(wrong.tries(), Wait.PIN.after(at)));
    }

    static Step spent(Situation now, PinSpent spent, Instant at) {
        boolean working = now.state() == KioskState.READING || now.state() == KioskState.SIGNING_IN;
        ReleaseCard release = new ReleaseCard(spent.attempt());
        if (spent.attempt() != now.attempt() || !working) {
            return Step.of(now, release);
        }
        return Step.of(now.nextAttempt().to(KioskState.ASK_FOR_HELP, Wait.ASK_FOR_HELP.from(at)), release);
    }
}
