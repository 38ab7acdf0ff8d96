package org.lanyard.card.kiosk;

import java.util.Optional;
import java.util.OptionalInt;
import org.lanyard.card.kiosk.Situation.Hand;
import org.lanyard.card.pcsc.CardInterface;

/**
 * What may be shown of a situation: no card's number, nobody's name, no secret.
 *
 * @param by how the card of this sign-in or session is spoken to, while there is one
 * @param tries how often a PIN may still be tried here, once one was wrong
 * @param trouble what is wrong; where the kiosk is ready all the same, what a grown-up should look at
 */
public record KioskDisplay(
        KioskState state,
        Proof proof,
        boolean cardPresent,
        Optional<CardInterface> by,
        OptionalInt tries,
        Optional<Trouble> trouble) {

    static KioskDisplay of(Situation now, Optional<Trouble> notice) {
        return new KioskDisplay(
                now.state(),
                now.proof(),
                now.cardPresent(),
                cardInUse(now).map(Hand::by),
                now.tries() < 0 ? OptionalInt.empty() : OptionalInt.of(now.tries()),
                now.trouble().or(() -> now.state() == KioskState.IDLE ? notice : Optional.empty()));
    }

    private static Optional<Hand> cardInUse(Situation now) {
        return switch (now.state()) {
            case READING, PIN, SIGNING_IN -> now.hand();
            case WELCOME -> now.session().map(Situation.LiveSession::hand);
            case STARTING, OUT_OF_ORDER, IDLE, PUT_IN, GOODBYE, TRY_AGAIN, ASK_FOR_HELP -> Optional.empty();
        };
    }
}
