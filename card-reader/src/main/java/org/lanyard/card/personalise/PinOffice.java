package org.lanyard.card.personalise;

import java.security.SecureRandom;
import java.util.UUID;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.Transport;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PivAdmin;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.piv.Puk;

/** Gives a card whose PIN was forgotten or blocked a new one, at the office, on its contacts. */
public final class PinOffice {
    private final SecureRandom random;

    public PinOffice(SecureRandom random) {
        this.random = random;
    }

    /**
     * SP 800-73-5 part 2 §3.2.3 RESET RETRY COUNTER, and the new PIN tried once.
     *
     * @param link sends exactly one APDU
     * @param puk as it was sealed; the caller's to wipe
     * @param next six to eight digits; the caller's to wipe
     * @throws CardException {@link CardFault#PUK_WRONG} with the tries left, {@link CardFault#PUK_BLOCKED}, {@link
     *     CardFault#PIN_INVALID} also for a PIN that is easy to guess, {@link CardFault#CONTACTS_REQUIRED}
     */
    public void unblock(Transport link, char[] puk, char[] next) throws CardException {
        PivCard card = new PivCard(link);
        card.select();
        try (Puk known = Puk.of(puk);
                Pin pin = Pin.of(next)) {
            if (WeakDigits.isWeak(next)) {
                throw new CardException(CardFault.PIN_INVALID, "a PIN that is easy to guess");
            }
            new PivAdmin(card, random).resetRetryCounter(known, pin);
            card.verifyPin(pin, Personaliser.JUST_SET);
        }
    }

    /** Which card it is, to find its PUK by: the GUID of its CHUID. */
    public UUID card(Transport link) throws CardException {
        PivCard card = new PivCard(link);
        card.select();
        return card.guid();
    }
}
