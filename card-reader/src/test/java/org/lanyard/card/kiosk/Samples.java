package org.lanyard.card.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.kiosk.KioskEvent.PictureShown;
import org.lanyard.card.kiosk.Situation.Hand;
import org.lanyard.card.kiosk.Situation.LiveSession;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.Pin;

/** A situation of each state and an event of each kind, all in the seventh attempt of one card. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final UUID CARD = UUID.fromString("11111111-1111-4111-8111-111111111111");
    static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");
    static final Trouble TROUBLE = Trouble.plain(Cause.CARD_UNUSABLE);
    static final Trouble NETWORK = Trouble.plain(Cause.NETWORK);
    static final long ATTEMPT = 7;
    static final Hand TAPPED = new Hand(CARD, CardInterface.CONTACTLESS);
    static final Hand PUT_IN = new Hand(CARD, CardInterface.CONTACT);

    static final PictureShown FOX = new PictureShown("fox", Duration.ofMillis(1500));

    private Samples() {}

    static Map<String, KioskEvent> events() {
        Map<String, KioskEvent> events = new LinkedHashMap<>();
        events.put("ReaderUp", new KioskEvent.ReaderUp());
        events.put("ReaderDown", new KioskEvent.ReaderDown(TROUBLE));
        events.put("CardInserted", new KioskEvent.CardInserted());
        events.put("CardRemoved", new KioskEvent.CardRemoved());
        events.put("CardRead", new KioskEvent.CardRead(ATTEMPT, CARD, CardInterface.CONTACTLESS, Proof.TAP));
        events.put("CardRead other", new KioskEvent.CardRead(ATTEMPT, OTHER, CardInterface.CONTACTLESS, Proof.TAP));
        events.put("CardRead late", new KioskEvent.CardRead(ATTEMPT - 1, OTHER, CardInterface.CONTACT, Proof.TAP));
        events.put("CardFailed", new KioskEvent.CardFailed(ATTEMPT, TROUBLE));
        events.put("CardFailed late", new KioskEvent.CardFailed(ATTEMPT - 1, TROUBLE));
        events.put("PinWanted", new KioskEvent.PinWanted(ATTEMPT, 2));
        events.put("PinWrong", new KioskEvent.PinWrong(ATTEMPT, 1));
        events.put("PinSpent", new KioskEvent.PinSpent(ATTEMPT));
        events.put("CardSigned", new KioskEvent.CardSigned(ATTEMPT));
        events.put("CardSigned late", new KioskEvent.CardSigned(ATTEMPT - 1));
        events.put("DoorUp", new KioskEvent.DoorUp());
        events.put("DoorDown", new KioskEvent.DoorDown(NETWORK));
        events.put("DoorOpened", new KioskEvent.DoorOpened(ATTEMPT));
        events.put("DoorOpened late", new KioskEvent.DoorOpened(ATTEMPT - 1));
        events.put("DoorRefused", new KioskEvent.DoorRefused(ATTEMPT, TROUBLE));
        events.put("SessionOver", new KioskEvent.SessionOver(ATTEMPT));
        events.put("LeaseLost", new KioskEvent.LeaseLost(ATTEMPT, NETWORK));
        events.put("SessionIdle", new KioskEvent.SessionIdle(ATTEMPT));
        events.put("DoorOpened picture", new KioskEvent.DoorOpened(ATTEMPT, Optional.of(FOX)));
        events.put("PinOnReader", new KioskEvent.PinWantedOnReader(ATTEMPT, 2));
        events.put("PinNotTyped", new KioskEvent.PinNotTyped(ATTEMPT));
        events.put("ChangeReady", new KioskEvent.ChangeReady(ATTEMPT, CardInterface.CONTACT, 2));
        events.put("ChangeReady air", new KioskEvent.ChangeReady(ATTEMPT, CardInterface.CONTACTLESS, 2));
        events.put("PinTooEasy", new KioskEvent.PinTooEasy(ATTEMPT));
        events.put("PinChanged", new KioskEvent.PinChanged(ATTEMPT));
        events.put("PictureIsMine", new KioskEvent.PictureIsMine());
        events.put("PictureIsNot", new KioskEvent.PictureIsNotMine());
        events.put("PassChosen", new KioskEvent.PassChosen());
        events.put(
                "PassEntered",
                new KioskEvent.PassEntered(PassCode.typed("ABCDE-12345").orElseThrow()));
        events.put("ChangeChosen", new KioskEvent.ChangeChosen());
        events.put("ChangeEntered", new KioskEvent.ChangeEntered(pin(), pin()));
        events.put("PinEntered", new KioskEvent.PinEntered(pin()));
        events.put("SignOut", new KioskEvent.SignOut());
        events.put("ProofChosen", new KioskEvent.ProofChosen(Proof.TAP));
        events.put("Noticed", new KioskEvent.Noticed(Optional.of(TROUBLE)));
        events.put("TimeUp", new KioskEvent.TimeUp());
        return events;
    }

    private static Pin pin() {
        try {
            return Pin.of("123456".toCharArray());
        } catch (CardException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Situation in(KioskState state) {
        Optional<Instant> until = Optional.of(NOW.minusMillis(1));
        Situation up = Situation.initial(Proof.TAP).withReader(Part.UP).withDoor(Part.UP);
        Situation ready = new Situation(
                KioskState.IDLE,
                up.reader(),
                up.door(),
                Proof.TAP,
                false,
                ATTEMPT,
                Optional.empty(),
                Optional.empty(),
                -1,
                Optional.empty(),
                Optional.empty());
        Situation held = ready.withCard(true).withHand(TAPPED);
        return switch (state) {
            case STARTING -> Situation.initial(Proof.TAP);
            case OUT_OF_ORDER ->
                ready.withDoor(Part.down(NETWORK)).toTrouble(KioskState.OUT_OF_ORDER, NETWORK, Optional.empty());
            case IDLE -> ready;
            case READING -> ready.withCard(true).to(KioskState.READING, until);
            case PUT_IN, GOODBYE, ASK_FOR_HELP, NOT_ME, PASS, CHANGE_PUT_IN, PIN_CHANGED -> ready.to(state, until);
            case PIN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY ->
                ready.withCard(true).withHand(PUT_IN).toPin(state, -1, NOW.minusMillis(1));
            case CHANGING -> ready.withCard(true).withHand(PUT_IN).to(state, until);
            case PICTURE ->
                held.withCard(false)
                        .toPicture(new LiveSession(ATTEMPT, TAPPED, NOW.minusSeconds(60)), NOW.minusMillis(1));
            case SIGNING_IN -> held.to(KioskState.SIGNING_IN, until);
            case WELCOME -> held.withCard(false).toWelcome(new LiveSession(ATTEMPT, TAPPED, NOW.minusSeconds(60)));
            case TRY_AGAIN -> ready.toTrouble(KioskState.TRY_AGAIN, TROUBLE, until);
        };
    }
}
