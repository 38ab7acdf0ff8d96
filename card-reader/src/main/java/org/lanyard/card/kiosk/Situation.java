package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.pcsc.CardInterface;

/**
 * All that the kiosk knows at one moment, without a secret in it.
 *
 * @param attempt the number of the newest attempt to sign in
 * @param cardPresent whether a card is in the reader or its field
 * @param hand the card of the newest attempt, once it was read
 * @param session the session in the browser
 * @param tries where a PIN is typed: how often the PIN may be tried here; -1 before the first wrong one
 * @param trouble what is wrong, in {@code OUT_OF_ORDER} and {@code TRY_AGAIN}
 * @param until when this state is over by itself; absent in a passing state: as soon as the card is taken away
 */
public record Situation(
        KioskState state,
        Part reader,
        Part door,
        Proof proof,
        boolean cardPresent,
        long attempt,
        Optional<Hand> hand,
        Optional<LiveSession> session,
        int tries,
        Optional<Trouble> trouble,
        Optional<Instant> until) {

    /** A card that was read: who it says it is, and how it is spoken to. */
    public record Hand(UUID card, CardInterface by) {}

    /**
     * A session that the browser has.
     *
     * @param attempt the attempt that opened it; its number with the desks
     * @param hand the card; absent where a lesson pass opened it
     * @param picture the name of its owner's picture, where the door told it
     */
    public record LiveSession(long attempt, Optional<Hand> hand, Instant since, Optional<String> picture) {
        LiveSession(long attempt, Hand hand, Instant since) {
            this(attempt, Optional.of(hand), since, Optional.empty());
        }

        boolean endsWithTheCard() {
            return hand.filter(card -> card.by() == CardInterface.CONTACT).isPresent();
        }

        boolean isOf(UUID card) {
            return hand.filter(mine -> mine.card().equals(card)).isPresent();
        }
    }

    public Situation {
        Objects.requireNonNull(state);
        if (state.hasSession() != session.isPresent()) {
            throw new IllegalArgumentException("a session is there in the states that have one: " + state);
        }
        if ((state == KioskState.OUT_OF_ORDER || state == KioskState.TRY_AGAIN) != trouble.isPresent()) {
            throw new IllegalArgumentException("trouble is told in the states of trouble: " + state);
        }
    }

    /** The kiosk as it is switched on. */
    public static Situation initial(Proof proof) {
        return new Situation(
                KioskState.STARTING,
                Part.UNKNOWN,
                Part.UNKNOWN,
                proof,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                -1,
                Optional.empty(),
                Optional.empty());
    }

    Situation withReader(Part next) {
        return new Situation(state, next, door, proof, cardPresent, attempt, hand, session, tries, trouble, until);
    }

    Situation withDoor(Part next) {
        return new Situation(state, reader, next, proof, cardPresent, attempt, hand, session, tries, trouble, until);
    }

    Situation withProof(Proof next) {
        return new Situation(state, reader, door, next, cardPresent, attempt, hand, session, tries, trouble, until);
    }

    Situation withCard(boolean present) {
        return new Situation(state, reader, door, proof, present, attempt, hand, session, tries, trouble, until);
    }

    Situation withHand(Hand next) {
        return new Situation(
                state, reader, door, proof, cardPresent, attempt, Optional.of(next), session, tries, trouble, until);
    }

    /** A new attempt, of which nothing is known yet: what the one before still brings is of no more interest. */
    Situation nextAttempt() {
        return new Situation(
                state, reader, door, proof, cardPresent, attempt + 1, Optional.empty(), session, tries, trouble, until);
    }

    /** Another state without trouble and without a session. */
    Situation to(KioskState next, Optional<Instant> nextUntil) {
        return new Situation(
                next,
                reader,
                door,
                proof,
                cardPresent,
                attempt,
                hand,
                Optional.empty(),
                -1,
                Optional.empty(),
                nextUntil);
    }

    Situation toTrouble(KioskState next, Trouble why, Optional<Instant> nextUntil) {
        return new Situation(
                next,
                reader,
                door,
                proof,
                cardPresent,
                attempt,
                hand,
                Optional.empty(),
                -1,
                Optional.of(why),
                nextUntil);
    }

    /** A state in which a PIN is typed. */
    Situation toPin(KioskState pad, int left, Instant nextUntil) {
        return new Situation(
                pad,
                reader,
                door,
                proof,
                cardPresent,
                attempt,
                hand,
                Optional.empty(),
                left,
                Optional.empty(),
                Optional.of(nextUntil));
    }

    Situation toWelcome(LiveSession opened) {
        return with(KioskState.WELCOME, opened, Optional.empty());
    }

    Situation toPicture(LiveSession opened, Instant nextUntil) {
        return with(KioskState.PICTURE, opened, Optional.of(nextUntil));
    }

    private Situation with(KioskState next, LiveSession opened, Optional<Instant> nextUntil) {
        return new Situation(
                next,
                reader,
                door,
                proof,
                cardPresent,
                attempt,
                hand,
                Optional.of(opened),
                -1,
                Optional.empty(),
                nextUntil);
    }

    /** The same state, which is over as soon as the card is taken away. */
    Situation untilCardGoes() {
        return new Situation(
                state, reader, door, proof, cardPresent, attempt, hand, session, tries, trouble, Optional.empty());
    }
}
