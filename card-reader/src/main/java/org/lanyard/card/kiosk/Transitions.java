package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.List;
import org.lanyard.card.kiosk.KioskEvent.CardFailed;
import org.lanyard.card.kiosk.KioskEvent.CardInserted;
import org.lanyard.card.kiosk.KioskEvent.CardRead;
import org.lanyard.card.kiosk.KioskEvent.CardRemoved;
import org.lanyard.card.kiosk.KioskEvent.CardSigned;
import org.lanyard.card.kiosk.KioskEvent.ChangeChosen;
import org.lanyard.card.kiosk.KioskEvent.ChangeEntered;
import org.lanyard.card.kiosk.KioskEvent.ChangeReady;
import org.lanyard.card.kiosk.KioskEvent.DoorDown;
import org.lanyard.card.kiosk.KioskEvent.DoorOpened;
import org.lanyard.card.kiosk.KioskEvent.DoorRefused;
import org.lanyard.card.kiosk.KioskEvent.DoorUp;
import org.lanyard.card.kiosk.KioskEvent.LeaseLost;
import org.lanyard.card.kiosk.KioskEvent.Noticed;
import org.lanyard.card.kiosk.KioskEvent.PassChosen;
import org.lanyard.card.kiosk.KioskEvent.PassEntered;
import org.lanyard.card.kiosk.KioskEvent.PictureIsMine;
import org.lanyard.card.kiosk.KioskEvent.PictureIsNotMine;
import org.lanyard.card.kiosk.KioskEvent.PinChanged;
import org.lanyard.card.kiosk.KioskEvent.PinEntered;
import org.lanyard.card.kiosk.KioskEvent.PinNotTyped;
import org.lanyard.card.kiosk.KioskEvent.PinSpent;
import org.lanyard.card.kiosk.KioskEvent.PinTooEasy;
import org.lanyard.card.kiosk.KioskEvent.PinWanted;
import org.lanyard.card.kiosk.KioskEvent.PinWantedOnReader;
import org.lanyard.card.kiosk.KioskEvent.PinWrong;
import org.lanyard.card.kiosk.KioskEvent.ProofChosen;
import org.lanyard.card.kiosk.KioskEvent.ReaderDown;
import org.lanyard.card.kiosk.KioskEvent.ReaderUp;
import org.lanyard.card.kiosk.KioskEvent.SessionIdle;
import org.lanyard.card.kiosk.KioskEvent.SessionOver;
import org.lanyard.card.kiosk.KioskEvent.SignOut;
import org.lanyard.card.kiosk.KioskEvent.TimeUp;

/** What the kiosk does about each event in each situation: one pure function, told apart here by who speaks. */
public final class Transitions {
    private Transitions() {}

    /**
     * The step that {@code event} takes the kiosk in {@code now}.
     *
     * @param at the time of the event, on the kiosk's own clock
     */
    public static Step next(Situation now, KioskEvent event, Instant at) {
        // The reader and the card in it.
        if (event instanceof ReaderUp) {
            return HealthRules.readerUp(now);
        } else if (event instanceof ReaderDown down) {
            return HealthRules.readerDown(now, down.trouble(), at);
        } else if (event instanceof CardInserted) {
            return CardRules.inserted(now, at);
        } else if (event instanceof CardRemoved) {
            return CardRules.removed(now, at);
        } else if (event instanceof CardRead read) {
            return CardRules.read(now, read, at);
        } else if (event instanceof CardFailed failed) {
            return CardRules.failed(now, failed, at);
        } else if (event instanceof PinWanted wanted) {
            return PinRules.wanted(now, wanted, at);
        } else if (event instanceof PinWrong wrong) {
            return PinRules.wrong(now, wrong, at);
        } else if (event instanceof PinSpent spent) {
            return PinRules.spent(now, spent, at);
        } else if (event instanceof PinWantedOnReader wanted) {
            return PinRules.wantedOnReader(now, wanted, at);
        } else if (event instanceof PinNotTyped not) {
            return PinRules.notTyped(now, not, at);
        } else if (event instanceof ChangeReady ready) {
            return ChangeRules.ready(now, ready, at);
        } else if (event instanceof PinTooEasy easy) {
            return ChangeRules.tooEasy(now, easy.attempt(), at);
        } else if (event instanceof PinChanged changed) {
            return ChangeRules.changed(now, changed.attempt(), at);
        } else if (event instanceof CardSigned signed) {
            return CardRules.signed(now, signed, at);
        }
        // The door.
        else if (event instanceof DoorUp) {
            return HealthRules.doorUp(now, at);
        } else if (event instanceof DoorDown down) {
            return HealthRules.doorDown(now, down.trouble());
        } else if (event instanceof DoorOpened opened) {
            return SessionRules.opened(now, opened, at);
        } else if (event instanceof DoorRefused refused) {
            return SessionRules.refused(now, refused, at);
        } else if (event instanceof SessionOver over) {
            return SessionRules.over(now, over, at);
        } else if (event instanceof LeaseLost lost) {
            return SessionRules.leaseLost(now, lost, at);
        } else if (event instanceof SessionIdle idle) {
            return SessionRules.idle(now, idle, at);
        }
        // The person and the clock.
        else if (event instanceof PinEntered entered) {
            return PinRules.entered(now, entered, at);
        } else if (event instanceof PictureIsMine) {
            return PictureRules.mine(now);
        } else if (event instanceof PictureIsNotMine) {
            return PictureRules.notMine(now, at);
        } else if (event instanceof PassChosen) {
            return PassRules.chosen(now, at);
        } else if (event instanceof PassEntered entered) {
            return PassRules.entered(now, entered.pass(), at);
        } else if (event instanceof ChangeChosen) {
            return ChangeRules.chosen(now, at);
        } else if (event instanceof ChangeEntered entered) {
            return ChangeRules.entered(now, entered, at);
        } else if (event instanceof SignOut) {
            return SessionRules.signOut(now, at);
        } else if (event instanceof ProofChosen chosen) {
            return new Step(now.withProof(chosen.proof()), List.of());
        } else if (event instanceof Noticed) {
            // It is shown, and changes nothing.
            return Step.of(now);
        } else if (event instanceof TimeUp) {
            return ClockRules.timeUp(now, at);
        }
        throw new IllegalStateException("an event without a rule: " + event.getClass());
    }
}
