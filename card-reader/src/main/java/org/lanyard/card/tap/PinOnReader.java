package org.lanyard.card.tap;

import java.util.OptionalInt;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.pcsc.PinPad;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivCard;

/** VERIFY by the reader's own pad: the same rules as for a PIN of the screen, and no PIN here. */
final class PinOnReader {
    private PinOnReader() {}

    /** @throws CardException as {@link PivCard#verifyPin} and {@link PinPad#verify} */
    static void verify(PivCard card, PinPad pad, PinPolicy policy) throws CardException {
        int left = card.pinStatus()
                .triesLeft()
                .orElseThrow(() -> new CardException(CardFault.PIN_COUNTER_UNKNOWN, "empty VERIFY"));
        if (left == 0) {
            throw CardException.ofPin(CardFault.PIN_BLOCKED, 0);
        } else if (left <= policy.triesKept()) {
            throw CardException.ofPin(CardFault.PIN_TRIES_KEPT, left);
        }
        StatusWord status = pad.verify();
        if (status.isSuccess()) {
            return;
        }
        OptionalInt after = status.triesLeft();
        if (after.isPresent()) {
            throw CardException.ofPin(CardFault.PIN_WRONG, after.getAsInt());
        } else if (status.equals(StatusWord.AUTHENTICATION_BLOCKED)) {
            throw CardException.ofPin(CardFault.PIN_BLOCKED, 0);
        }
        throw CardException.ofStatus(CardFault.UNEXPECTED_STATUS, "VERIFY", status);
    }
}
