package org.lanyard.card.kiosk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.kiosk.KioskAction.CloseBrowser;
import org.lanyard.card.kiosk.KioskAction.EndSession;
import org.lanyard.card.kiosk.KioskAction.OpenDoor;
import org.lanyard.card.kiosk.KioskAction.ReadForPin;
import org.lanyard.card.kiosk.KioskAction.ReleaseCard;
import org.lanyard.card.kiosk.KioskAction.TapCard;
import org.lanyard.card.kiosk.KioskEvent.CardFailed;
import org.lanyard.card.kiosk.KioskEvent.CardRead;
import org.lanyard.card.kiosk.KioskEvent.CardSigned;
import org.lanyard.card.kiosk.Situation.Hand;
import org.lanyard.card.kiosk.Situation.LiveSession;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.pcsc.CardInterface;

/** A card comes, is read, signs, and goes. */
final class CardRules {
    private static final Trouble GONE = Trouble.plain(Cause.CARD_GONE);

    private CardRules() {}

    static Step inserted(Situation now, Instant at) {
        Situation present = now.withCard(true);
        return switch (now.state()) {
            case STARTING, OUT_OF_ORDER -> Step.of(present);
            case IDLE, PUT_IN, GOODBYE, TRY_AGAIN, ASK_FOR_HELP, NOT_ME, PASS, PIN_CHANGED -> begin(present, at);
            case CHANGE_PUT_IN -> ChangeRules.begin(present, at);
            // The newest card is the one that counts; the answer to the one before is known by its number.
            case READING, PIN, SIGNING_IN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY, CHANGING -> {
                Step begun = begin(present, at);
                List<KioskAction> actions = new ArrayList<>(List.of(new ReleaseCard(now.attempt())));
                actions.addAll(begun.actions());
                yield new Step(begun.next(), actions);
            }
            // Whose card it is decides; until it is read, the session goes on.
            case WELCOME, PICTURE -> {
                Situation next = present.nextAttempt();
                yield Step.of(next, readAction(next));
            }
        };
    }

    /** Begins a sign-in with the card that is present, if reader and door can be used. */
    static Step begin(Situation now, Instant at) {
        Situation next = now.nextAttempt();
        if (!now.reader().isUp() || !now.door().isUp()) {
            return Step.of(HealthRules.rest(next));
        }
        return Step.of(next.to(KioskState.READING, Wait.WORK.from(at)), readAction(next));
    }

    private static KioskAction readAction(Situation now) {
        Optional<UUID> signedIn = now.session().flatMap(LiveSession::hand).map(Hand::card);
        return now.proof() == Proof.TAP
                ? new TapCard(now.attempt(), signedIn)
                : new ReadForPin(now.attempt(), signedIn);
    }

    static Step removed(Situation now, Instant at) {
        Situation gone = now.withCard(false);
        return switch (now.state()) {
            case STARTING, OUT_OF_ORDER, IDLE, PASS, CHANGE_PUT_IN -> Step.of(gone);
            case READING, CHANGING -> abandoned(gone, at);
            case PIN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY ->
                Step.of(
                        gone.nextAttempt().to(KioskState.GOODBYE, Wait.GOODBYE.from(at)),
                        new ReleaseCard(now.attempt()));
            // Lifted after it was read: what it has signed counts; if it hasn't, its desk says so.
            case SIGNING_IN ->
                now.hand().filter(hand -> hand.by() == CardInterface.CONTACT).isPresent()
                        ? abandoned(gone, at)
                        : Step.of(gone);
            case WELCOME, PICTURE ->
                now.session().filter(LiveSession::endsWithTheCard).isPresent()
                        ? SessionRules.end(gone, at)
                        : Step.of(gone);
            case PUT_IN, GOODBYE, TRY_AGAIN, ASK_FOR_HELP, NOT_ME, PIN_CHANGED ->
                Step.of(now.until().isPresent() ? gone : HealthRules.rest(gone));
        };
    }

    private static Step abandoned(Situation gone, Instant at) {
        return Step.of(
                gone.nextAttempt().toTrouble(KioskState.TRY_AGAIN, GONE, Wait.TRY_AGAIN.from(at)),
                new ReleaseCard(gone.attempt()));
    }

    static Step read(Situation now, CardRead read, Instant at) {
        if (read.attempt() != now.attempt()) {
            return Step.of(now, new ReleaseCard(read.attempt()));
        }
        Hand hand = new Hand(read.card(), read.by());
        if (now.state() == KioskState.READING) {
            return proceed(now.withHand(hand), read, at, List.of());
        }
        if (!now.state().hasSession()) {
            return Step.of(now, new ReleaseCard(read.attempt()));
        }
        LiveSession session = now.session().orElseThrow();
        if (!session.isOf(read.card())) {
            // Another card ends the session and opens its own.
            List<KioskAction> ending = List.of(new CloseBrowser(), new EndSession(session.attempt()));
            return proceed(now.withHand(hand), read, at, ending);
        }
        if (at.isBefore(Wait.SETTLE.after(session.since()))) {
            return Step.of(now, new ReleaseCard(read.attempt()));
        }
        Step ended = SessionRules.end(now, at);
        List<KioskAction> actions = new ArrayList<>(ended.actions());
        actions.add(new ReleaseCard(read.attempt()));
        return new Step(ended.next(), actions);
    }

    /** From a card that is known to what was asked of it. */
    private static Step proceed(Situation now, CardRead read, Instant at, List<KioskAction> before) {
        if (read.proof() == Proof.TAP || read.by() == CardInterface.CONTACT) {
            return new Step(now.to(KioskState.READING, Wait.WORK.from(at)), before);
        }
        List<KioskAction> actions = new ArrayList<>(before);
        actions.add(new ReleaseCard(now.attempt()));
        return new Step(now.nextAttempt().to(KioskState.PUT_IN, Wait.PUT_IN.from(at)), actions);
    }

    static Step failed(Situation now, CardFailed failed, Instant at) {
        boolean working = switch (now.state()) {
            case READING, PIN, SIGNING_IN, PIN_ON_READER, CHANGE_PIN, PIN_TOO_EASY, CHANGING -> true;
            default -> false;
        };
        ReleaseCard release = new ReleaseCard(failed.attempt());
        if (failed.attempt() != now.attempt() || !working) {
            return Step.of(now, release);
        }
        Wait wait = failed.trouble().cause() == Cause.CARD_BUSY ? Wait.CARD_BUSY : Wait.TRY_AGAIN;
        return Step.of(now.nextAttempt().toTrouble(KioskState.TRY_AGAIN, failed.trouble(), wait.from(at)), release);
    }

    static Step signed(Situation now, CardSigned signed, Instant at) {
        boolean working = switch (now.state()) {
            case READING, SIGNING_IN, PIN_ON_READER -> true;
            default -> false;
        };
        ReleaseCard release = new ReleaseCard(signed.attempt());
        if (signed.attempt() != now.attempt() || !working) {
            return Step.of(now, release);
        }
        return Step.of(now.to(KioskState.SIGNING_IN, Wait.WORK.from(at)), new OpenDoor(signed.attempt()), release);
    }
}
