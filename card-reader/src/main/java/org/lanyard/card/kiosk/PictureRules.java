package org.lanyard.card.kiosk;

import java.time.Instant;
import org.lanyard.card.kiosk.KioskAction.CloseBrowser;
import org.lanyard.card.kiosk.KioskAction.EndSession;
import org.lanyard.card.kiosk.KioskAction.HandOver;
import org.lanyard.card.kiosk.KioskEvent.PictureShown;
import org.lanyard.card.kiosk.Situation.LiveSession;

/** Whose card it is, is seen by its owner's picture before the browser gets anything of theirs. */
final class PictureRules {
    private PictureRules() {}

    static Step shown(Situation now, LiveSession session, PictureShown picture, Instant at) {
        return Step.of(now.toPicture(session, at.plus(picture.moment())));
    }

    /** The moment is over, or the picture was touched. */
    static Step mine(Situation now) {
        if (now.state() != KioskState.PICTURE) {
            return Step.of(now);
        }
        LiveSession session = now.session().orElseThrow();
        return Step.of(now.toWelcome(session), new HandOver(session.attempt()));
    }

    /** Also while the session is open already: whoever saw it late may say so as well. */
    static Step notMine(Situation now, Instant at) {
        if (!now.state().hasSession()) {
            return Step.of(now);
        }
        long number = now.session().orElseThrow().attempt();
        return Step.of(
                now.to(KioskState.NOT_ME, Wait.NOT_ME.from(at)), new CloseBrowser(), new EndSession(number, true));
    }
}
