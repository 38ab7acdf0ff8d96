package org.lanyard.card.kiosk;

import java.util.Optional;
import java.util.OptionalInt;
import org.lanyard.card.kiosk.Situation.Hand;
import org.lanyard.card.kiosk.Situation.LiveSession;
import org.lanyard.card.pcsc.CardInterface;

/**
 * What may be shown of a situation: no card's number, nobody's name, no secret.
 *
 * @param by how the card of this sign-in or session is spoken to, while there is one
 * @param picture the name of the picture by which its owner knows the session, while that is asked
 * @param byPass whether a lesson pass opened the session
 * @param tries how often a PIN may still be tried here, once one was wrong
 * @param trouble what is wrong; where the kiosk is ready all the same, what a grown-up should look at
 */
public record KioskDisplay(
        KioskState state,
        Proof proof,
        boolean cardPresent,
        Optional<CardInterface> by,
        OptionalInt tries,
        Optional<Trouble> trouble,
        Optional<String> picture,
        boolean byPass) {

    static KioskDisplay of(Situation now, Optional<Trouble> notice) {
        return new KioskDisplay(
                now.state(),
                now.proof(),
                now.cardPresent(),
                cardInUse(now).map(Hand::by),
                now.tries() < 0 ? OptionalInt.empty() : OptionalInt.of(now.tries()),
                now.trouble().or(() -> now.state() == KioskState.IDLE ? notice : Optional.empty()),
                now.session()
                        .filter(session -> now.state() == KioskState.PICTURE)
                        .flatMap(LiveSession::picture),
                now.session().filter(session -> session.hand().isEmpty()).isPresent());
    }

    private static Optional<Hand> cardInUse(Situation now) {
        return switch (now.state()) {
            case READING, PIN, SIGNING_IN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY, CHANGING -> now.hand();
            case WELCOME, PICTURE -> now.session().flatMap(LiveSession::hand);
            case STARTING,
                    OUT_OF_ORDER,
                    IDLE,
                    PUT_IN,
                    GOODBYE,
                    TRY_AGAIN,
                    ASK_FOR_HELP,
                    NOT_ME,
                    PASS,
                    CHANGE_PUT_IN,
                    PIN_CHANGED -> Optional.empty();
        };
    }
}
