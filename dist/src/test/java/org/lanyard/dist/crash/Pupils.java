package org.lanyard.dist.crash;

import static org.lanyard.dist.crash.DoorCaller.require;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lanyard.dist.crash.CardBook.Attempt;
import org.lanyard.dist.crash.CardBook.Session;
import org.lanyard.dist.crash.CardBook.Word;

/** One kiosk with its cards: signs in and out, renews and asks as fast as it is answered, and holds each answer to the books. */
final class Pupils {
    private final DoorCaller door;
    private final List<CardBook> cards = new CopyOnWriteArrayList<>();
    private final Random random;
    private String challenge = "";
    private volatile long signIns;

    Pupils(DoorCaller door, Random random) {
        this.door = door;
        this.random = random;
    }

    DoorCaller door() {
        return door;
    }

    List<CardBook> cards() {
        return cards;
    }

    /** How many sign-ins were accepted so far. */
    long signIns() {
        return signIns;
    }

    /** Until the service doesn't answer any more; whether that was meant is for the caller to say. */
    void work() {
        try {
            while (true) {
                CardBook card = cards.get(random.nextInt(cards.size()));
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> signIn(card);
                    case 4, 5 -> ask(card);
                    case 6 -> renew(card);
                    default -> signOut(card);
                }
            }
        } catch (IOException noAnswer) {
            challenge = "";
        }
    }

    void signIn(CardBook card) throws IOException {
        if (challenge.isEmpty()) {
            challenge = door.challenge();
        }
        boolean gone = card.gone();
        Attempt attempt = door.attempt(card, challenge);
        challenge = "";
        card.unanswered = attempt;
        DoorCaller.Answer answer = door.token(attempt);
        card.unanswered = null;
        if (answer.ok()) {
            require(!gone, "a revoked card opened a session");
            card.signedIn(new Session(answer.body().get("access_token").textValue()), attempt);
            challenge = answer.body().get("challenge").textValue();
            signIns++;
        } else {
            require(!card.good(), "a good card was refused: " + answer);
        }
    }

    private void ask(CardBook card) throws IOException {
        if (card.current != null) {
            Word before = card.word();
            boolean active = door.active(card.current.handle());
            require(!active || before != Word.GONE, "the session of a revoked card is active");
            require(active || !card.good(), "an open session is not active");
        }
        if (!card.over.isEmpty()) {
            Session over = card.over.get(random.nextInt(card.over.size()));
            require(!door.active(over.handle()), "a session that is over is active");
        }
    }

    private void renew(CardBook card) throws IOException {
        if (card.current != null) {
            Word before = card.word();
            boolean renewed = door.renew(card.current.handle());
            require(!renewed || before != Word.GONE, "the session of a revoked card was renewed");
            require(renewed || !card.good(), "an open session was not renewed");
        }
    }

    private void signOut(CardBook card) throws IOException {
        if (card.current != null) {
            card.signingOut = true;
            door.signOut(card.current.handle());
            card.signedOut();
        }
    }
}
