package org.lanyard.card.kiosk;

import java.time.Instant;
import org.lanyard.card.kiosk.KioskAction.OpenWithPass;

/** A card was forgotten, and a teacher gave a pass in its place. */
final class PassRules {
    private PassRules() {}

    static Step chosen(Situation now, Instant at) {
        return switch (now.state()) {
            case IDLE, PUT_IN, CHANGE_PUT_IN, ASK_FOR_HELP, TRY_AGAIN ->
                ready(now) ? Step.of(now.to(KioskState.PASS, Wait.PASS.from(at))) : Step.of(now);
            default -> Step.of(now);
        };
    }

    /** A scanner doesn't ask whether the kiosk waits for it. */
    static Step entered(Situation now, PassCode pass, Instant at) {
        boolean waits = now.state() == KioskState.PASS || now.state() == KioskState.IDLE;
        if (!waits || !ready(now)) {
            return Step.of(now);
        }
        Situation next = now.nextAttempt();
        return Step.of(next.to(KioskState.SIGNING_IN, Wait.WORK.from(at)), new OpenWithPass(next.attempt(), pass));
    }

    private static boolean ready(Situation now) {
        return now.reader().isUp() && now.door().isUp();
    }
}
