package org.lanyard.card.kiosk;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PinPad;
import org.lanyard.card.piv.EasyPin;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.piv.PivCard;

/** What needs the card's PIN, typed on the screen or on the reader: signing with it, and changing it. */
final class PinDesk {
    private final CardHold hold;
    private final CardDesk cards;
    private final DoorDesk door;
    private final PinPolicy policy;
    private final Troubles troubles;
    private final Consumer<KioskEvent> events;
    private final SecureRandom random;

    private Optional<PinPad> pad = Optional.empty();

    PinDesk(
            CardHold hold,
            CardDesk cards,
            DoorDesk door,
            PinPolicy policy,
            Troubles troubles,
            Consumer<KioskEvent> events,
            SecureRandom random) {
        this.hold = hold;
        this.cards = cards;
        this.door = door;
        this.policy = policy;
        this.troubles = troubles;
        this.events = events;
        this.random = random;
    }

    /** Reads, and asks for the PIN's counter. */
    void readForPin(long attempt, Optional<UUID> butNot) {
        hold.work(attempt, () -> {
            CardConnection card = hold.connect(attempt);
            UUID guid = cards.identify(attempt, card, Proof.PIN);
            if (card.cardInterface() != CardInterface.CONTACT
                    || butNot.filter(guid::equals).isPresent()) {
                return;
            }
            PivCard piv = new PivCard(card);
            piv.select();
            OptionalInt left = piv.pinStatus().triesLeft();
            if (left.isEmpty()) {
                throw new CardException(CardFault.PIN_COUNTER_UNKNOWN, "empty VERIFY");
            }
            int tries = left.getAsInt() - policy.triesKept();
            if (tries <= 0) {
                events.accept(new KioskEvent.PinSpent(attempt));
                return;
            }
            pad = card.pinPad();
            events.accept(
                    pad.isPresent()
                            ? new KioskEvent.PinWantedOnReader(attempt, tries)
                            : new KioskEvent.PinWanted(attempt, tries));
        });
    }

    /** The reader takes the PIN, then the card signs. A reader that can't after all leaves the PIN to the screen. */
    void verifyOnReader(long attempt) {
        hold.work(attempt, () -> {
            try {
                CardConnection card = hold.held(attempt);
                PinPad itsPad = pad.orElseThrow(() -> new CardException(CardFault.PIN_PAD_FAILED, "none"));
                cards.sign(
                        attempt,
                        door.takeChallenge(),
                        (reading, claims) -> reading.tapWithPinOnReader(card, itsPad, claims));
            } catch (CardException failed) {
                switch (failed.fault()) {
                    case PIN_NOT_TYPED -> events.accept(new KioskEvent.PinNotTyped(attempt));
                    case PIN_PAD_FAILED -> {
                        troubles.of(failed);
                        events.accept(new KioskEvent.PinWanted(attempt, 1));
                    }
                    default -> tellPin(attempt, failed);
                }
            }
        });
    }

    /** VERIFY and sign; closes the PIN. */
    void verifyAndSign(long attempt, Pin pin) {
        hold.work(attempt, () -> {
            try (pin) {
                CardConnection card = hold.held(attempt);
                cards.sign(attempt, door.takeChallenge(), (reading, claims) -> reading.tapWithPin(card, pin, claims));
            } catch (CardException failed) {
                tellPin(attempt, failed);
            }
        });
    }

    /** For a PIN that is to be changed: how often may it be tried? */
    void readForChange(long attempt) {
        hold.work(attempt, () -> {
            CardConnection card = hold.connect(attempt);
            if (card.cardInterface() != CardInterface.CONTACT) {
                events.accept(new KioskEvent.ChangeReady(attempt, card.cardInterface(), 0));
                return;
            }
            PivCard piv = new PivCard(card);
            piv.select();
            OptionalInt left = piv.pinStatus().triesLeft();
            int tries = left.orElseThrow(() -> new CardException(CardFault.PIN_COUNTER_UNKNOWN, "empty VERIFY"))
                    - policy.triesKept();
            events.accept(
                    tries <= 0
                            ? new KioskEvent.PinSpent(attempt)
                            : new KioskEvent.ChangeReady(attempt, CardInterface.CONTACT, tries));
        });
    }

    /** CHANGE REFERENCE DATA, unless others would guess the new PIN; closes both. */
    void changePin(long attempt, Pin current, Pin next) {
        hold.work(attempt, () -> {
            try (current;
                    next) {
                if (EasyPin.is(next)) {
                    events.accept(new KioskEvent.PinTooEasy(attempt));
                    return;
                }
                PivCard piv = new PivCard(hold.held(attempt));
                piv.select();
                new PivAdmin(piv, random).changePin(current, next, policy);
                events.accept(new KioskEvent.PinChanged(attempt));
            } catch (CardException failed) {
                tellPin(attempt, failed);
            }
        });
    }

    /** What may be spent here is what the card has, less what is kept for the grown-up who will help. */
    private void tellPin(long attempt, CardException failed) throws CardException {
        switch (failed.fault()) {
            case PIN_WRONG, PIN_TRIES_KEPT, PIN_BLOCKED -> {
                int tries = failed.triesLeft().orElse(0) - policy.triesKept();
                events.accept(tries <= 0 ? new KioskEvent.PinSpent(attempt) : new KioskEvent.PinWrong(attempt, tries));
            }
            default -> throw failed;
        }
    }
}
