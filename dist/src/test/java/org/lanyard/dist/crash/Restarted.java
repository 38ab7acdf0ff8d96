package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.io.IOException;
import java.util.List;
import org.lanyard.dist.crash.CardBook.Attempt;
import org.lanyard.dist.crash.CardBook.Session;

/** Holds a service that was started again to what its clients were told before it was killed. */
final class Restarted {
    /** Each replay is two requests: the last of each card are enough, they are the ones that a kill could lose. */
    private static final int REPLAYED = 3;

    private Restarted() {}

    /** What one kiosk was told of its cards. The office's word is settled by now: GOOD or GONE. */
    static void check(Pupils pupils) throws IOException {
        DoorCaller door = pupils.door();
        door.reconnect();
        for (CardBook card : pupils.cards()) {
            for (Session over : card.over) {
                require(!door.active(over.handle()), "a session that was over came back");
            }
            card.over.clear();
            sessions(door, card);
            List<Attempt> accepted = List.copyOf(card.accepted);
            card.accepted.clear();
            for (Attempt attempt : accepted.subList(Math.max(0, accepted.size() - REPLAYED), accepted.size())) {
                refusedAgain(door, card, attempt);
            }
            // Shows too that what was refused above was refused for its challenge, not for its card.
            pupils.signIn(card);
        }
    }

    private static void sessions(DoorCaller door, CardBook card) throws IOException {
        boolean active = card.current != null && door.active(card.current.handle());
        require(!active || !card.gone(), "the session of a revoked card came back");
        if (card.unanswered != null) {
            settle(door, card, active);
        } else if (card.current != null && !active) {
            require(card.signingOut || card.gone(), "a session that was acknowledged is lost");
            card.signedOut();
        } else if (card.current != null) {
            require(door.renew(card.current.handle()), "a session that was acknowledged can't be renewed");
            card.signingOut = false;
        }
    }

    /** A sign-in without an answer was either taken as a whole or not at all; asked again, it is taken at most once. */
    private static void settle(DoorCaller door, CardBook card, boolean before) throws IOException {
        Attempt attempt = card.unanswered;
        boolean sure = card.current != null && !card.signingOut && !card.gone();
        DoorCaller.Answer answer = door.token(attempt);
        if (answer.ok()) {
            require(!card.gone(), "a revoked card opened a session");
            require(before || !sure, "a sign-in that was not taken ended the session before it");
            card.signedIn(new Session(answer.body().get("access_token").textValue()), attempt);
        } else if (!card.gone()) {
            require(!before, "a sign-in that was taken left the session before it open");
            card.signedOut();
        } else if (before) {
            require(door.renew(card.current.handle()), "a session that is active can't be renewed");
        } else {
            card.signedOut();
        }
        card.unanswered = null;
        refusedAgain(door, card, attempt);
    }

    private static void refusedAgain(DoorCaller door, CardBook card, Attempt attempt) throws IOException {
        require(!door.token(attempt).ok(), "an assertion was accepted twice");
        Attempt afresh = door.attempt(card, attempt.challenge());
        require(!door.token(afresh).ok(), "a challenge was accepted twice");
    }
}
