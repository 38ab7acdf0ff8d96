package org.lanyard.card.kiosk;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.Pin;

/**
 * Everything that can happen to a kiosk. What concerns one sign-in carries the number of its attempt: the answer to an
 * attempt that was given up meanwhile is known by its number.
 */
public sealed interface KioskEvent {
    // The reader.
    /** The reader can be used. */
    record ReaderUp() implements KioskEvent {}

    /** The reader can't be used. */
    record ReaderDown(Trouble trouble) implements KioskEvent {}

    /** A card is in the reader or its field. */
    record CardInserted() implements KioskEvent {}

    /** It is gone. */
    record CardRemoved() implements KioskEvent {}

    // The card's desk.
    /**
     * The card told who it says it is; nothing is proved yet.
     *
     * @param proof what it is being asked for; with {@link Proof#TAP} it signs already
     */
    record CardRead(long attempt, UUID card, CardInterface by, Proof proof) implements KioskEvent {}

    /** The card can't be read, or doesn't sign as it should. */
    record CardFailed(long attempt, Trouble trouble) implements KioskEvent {}

    /** The card waits for its PIN; so many tries may be spent here (the card's own counter less the last one). */
    record PinWanted(long attempt, int tries) implements KioskEvent {}

    /** The PIN was wrong; so many tries may still be spent here. */
    record PinWrong(long attempt, int tries) implements KioskEvent {}

    /** No try may be spent here (any more). */
    record PinSpent(long attempt) implements KioskEvent {}

    /** As {@link PinWanted}, and the reader has a pad of its own that takes it. */
    record PinWantedOnReader(long attempt, int tries) implements KioskEvent {}

    /** Nobody typed a PIN on the reader's pad, or whoever did called it off there. */
    record PinNotTyped(long attempt) implements KioskEvent {}

    /** The card whose PIN is to be changed waits for it; so many tries may be spent here. */
    record ChangeReady(long attempt, CardInterface by, int tries) implements KioskEvent {}

    /** The new PIN is one that others would guess. Nothing was tried. */
    record PinTooEasy(long attempt) implements KioskEvent {}

    /** The card has its new PIN. */
    record PinChanged(long attempt) implements KioskEvent {}

    /** The card signed its assertion. */
    record CardSigned(long attempt) implements KioskEvent {}

    // The door's desk.
    /** The door answers: a fresh challenge is held. */
    record DoorUp() implements KioskEvent {}

    /** No challenge is to be had. */
    record DoorDown(Trouble trouble) implements KioskEvent {}

    /**
     * The door opened a session.
     *
     * @param picture what its owner is to be asked by, before anything else of theirs is shown
     */
    record DoorOpened(long attempt, Optional<PictureShown> picture) implements KioskEvent {
        DoorOpened(long attempt) {
            this(attempt, Optional.empty());
        }
    }

    /**
     * A picture, and for how long it is shown.
     *
     * @param name one of the door's names of pictures
     */
    record PictureShown(String name, Duration moment) {}

    /** The door didn't. */
    record DoorRefused(long attempt, Trouble trouble) implements KioskEvent {}

    /** The server says that the session is over. */
    record SessionOver(long attempt) implements KioskEvent {}

    /** The lease could not be renewed in time: the server has ended the session, or will have. */
    record LeaseLost(long attempt, Trouble trouble) implements KioskEvent {}

    /** Nobody has used the session for as long as this kiosk allows. */
    record SessionIdle(long attempt) implements KioskEvent {}

    // The person.
    /** A PIN was typed. Whoever takes this event off the queue last closes the PIN. */
    record PinEntered(Pin pin) implements KioskEvent {}

    /** The owner of the picture was quicker than its moment. */
    record PictureIsMine() implements KioskEvent {}

    /** The picture is another's: so is the card. */
    record PictureIsNotMine() implements KioskEvent {}

    /** A pass is to be typed. */
    record PassChosen() implements KioskEvent {}

    /** A pass was typed, or scanned. */
    record PassEntered(PassCode pass) implements KioskEvent {}

    /** A PIN is to be changed. */
    record ChangeChosen() implements KioskEvent {}

    /** The old PIN and a new one were typed. Whoever takes this event off the queue last closes both. */
    record ChangeEntered(Pin current, Pin next) implements KioskEvent {}

    /** The button of the screen that signs out, or calls off. */
    record SignOut() implements KioskEvent {}

    /** What this kiosk asks for was changed. */
    record ProofChosen(Proof proof) implements KioskEvent {}

    // This machine.
    /** Something of its own needs a grown-up and does not keep anybody from signing in; or no longer. */
    record Noticed(Optional<Trouble> trouble) implements KioskEvent {}

    // The clock.
    /** {@link Situation#until()} has come. */
    record TimeUp() implements KioskEvent {}
}
