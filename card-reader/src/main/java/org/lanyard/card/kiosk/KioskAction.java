package org.lanyard.card.kiosk;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.piv.Pin;

/** What the agent is to do after an event, in the order of the list. None of them waits. */
public sealed interface KioskAction {
    /**
     * Connect to the card, read who it is, and have it sign with 9E, all in one go.
     *
     * @param butNot a card that is only told of and doesn't sign: the one whose session is open
     */
    record TapCard(long attempt, Optional<UUID> butNot) implements KioskAction {}

    /** Connect to the card, read who it is, and if it is on its contacts ask it how many tries its PIN has. */
    record ReadForPin(long attempt, Optional<UUID> butNot) implements KioskAction {}

    /** VERIFY, then have the card sign with 9A. The PIN is closed by whoever does it. */
    record VerifyAndSign(long attempt, Pin pin) implements KioskAction {}

    /** Have the reader take the PIN, then have the card sign with 9A. */
    record VerifyOnReader(long attempt) implements KioskAction {}

    /** Connect to the card, and ask how many tries its PIN has. */
    record ReadForChange(long attempt) implements KioskAction {}

    /** Have the card change its PIN. Both are closed by whoever does it. */
    record ChangePin(long attempt, Pin current, Pin next) implements KioskAction {}

    /** Let go of the card, resetting it: its PIN is forgotten. */
    record ReleaseCard(long attempt) implements KioskAction {}

    /** Zero a PIN that nobody asked for. */
    record DropPin(Pin pin) implements KioskAction {}

    /** Take the card's assertion to the door. */
    record OpenDoor(long attempt) implements KioskAction {}

    /** Take a lesson pass to the door. */
    record OpenWithPass(long attempt, PassCode pass) implements KioskAction {}

    /** Give the session to the browser and keep its lease. */
    record HandOver(long attempt) implements KioskAction {}

    /** Close the session in the browser. Always before {@link EndSession}. */
    record CloseBrowser() implements KioskAction {}

    /**
     * Tell the server that the session is over, as soon as the browser is closed; again until it hears.
     *
     * @param notMe whether it is over because its picture is not of whoever stands here
     */
    record EndSession(long attempt, boolean notMe) implements KioskAction {
        EndSession(long attempt) {
            this(attempt, false);
        }
    }

    /** The server knows already that the session is over: renew its lease no more. */
    record ForgetSession(long attempt) implements KioskAction {}
}
