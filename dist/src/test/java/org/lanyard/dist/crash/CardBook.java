package org.lanyard.dist.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lanyard.pki.keystore.SigningKey;

/** A card, and what its kiosk was told of it. Used by one kiosk's thread; only the office's word comes from another. */
final class CardBook {
    final UUID id;
    final SigningKey key;

    /** Acknowledged, and not known to be over. */
    Session current;
    /** A sign-in that was sent and not answered. */
    Attempt unanswered;
    /** A sign-out was sent for {@link #current} and not answered. */
    boolean signingOut;
    /** Known to be over, in this life of the service. */
    final List<Session> over = new ArrayList<>();
    /** Sign-ins that were accepted, in this life of the service. */
    final List<Attempt> accepted = new ArrayList<>();

    volatile Word lost = Word.GOOD;
    volatile Word certificate = Word.GOOD;

    /** How far a revocation has come. */
    enum Word {
        GOOD,
        /** The office was asked, and has not answered. */
        ASKED,
        /** Acknowledged. */
        GONE
    }

    /** What was brought to the door. */
    record Attempt(String challenge, String cardAssertion, String kioskAssertion) {}

    /** What the door gave for it. */
    record Session(String handle) {}

    CardBook(UUID id, SigningKey key) {
        this.id = id;
        this.key = key;
    }

    /** How far the card has been taken away, whichever way: either refuses it and ends its session. */
    Word word() {
        if (lost == Word.GONE || certificate == Word.GONE) {
            return Word.GONE;
        }
        return lost == Word.GOOD && certificate == Word.GOOD ? Word.GOOD : Word.ASKED;
    }

    /** Certainly no good any more. */
    boolean gone() {
        return word() == Word.GONE;
    }

    /** Certainly still good. */
    boolean good() {
        return word() == Word.GOOD;
    }

    void signedIn(Session session, Attempt attempt) {
        signedOut();
        current = session;
        accepted.add(attempt);
    }

    /** The current session, if any, is known to be over. */
    void signedOut() {
        if (current != null) {
            over.add(current);
        }
        forget();
    }

    /** Nothing is known of the current session any more. */
    void forget() {
        current = null;
        signingOut = false;
    }
}
