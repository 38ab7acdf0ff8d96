package org.lanyard.card.personalise;

import java.security.SecureRandom;
import java.util.Arrays;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.Puk;

/** The PIN and the PUK that a card gets; wiped by {@link #close()}. */
public final class CardSecrets implements AutoCloseable {
    /** As long as the shortest that PIV has: pupils have to remember it. */
    public static final int PIN_DIGITS = 6;

    private final char[] pin;
    private final char[] puk;

    private CardSecrets(char[] pin, char[] puk) {
        this.pin = pin;
        this.puk = puk;
    }

    /** Both at random, and none that is easy to guess. */
    public static CardSecrets random(SecureRandom random) {
        return new CardSecrets(digits(PIN_DIGITS, random), digits(Puk.DIGITS, random));
    }

    /** A PIN that was chosen, and a PUK at random. @throws CardException {@link CardFault#PIN_INVALID} */
    public static CardSecrets withPin(char[] pin, SecureRandom random) throws CardException {
        return of(pin, digits(Puk.DIGITS, random));
    }

    /**
     * Both as given.
     *
     * @param pin six to eight digits; cloned
     * @param puk eight digits; cloned
     * @throws CardException {@link CardFault#PIN_INVALID}, {@link CardFault#PUK_INVALID}; also for what is easy to guess
     */
    public static CardSecrets of(char[] pin, char[] puk) throws CardException {
        Pin.of(pin).close();
        Puk.of(puk).close();
        if (WeakDigits.isWeak(pin)) {
            throw new CardException(CardFault.PIN_INVALID, "a PIN that is easy to guess");
        }
        if (WeakDigits.isWeak(puk)) {
            throw new CardException(CardFault.PUK_INVALID, "a PUK that is easy to guess");
        }
        return new CardSecrets(pin.clone(), puk.clone());
    }

    private static char[] digits(int length, SecureRandom random) {
        char[] digits = new char[length];
        do {
            for (int i = 0; i < length; i++) {
                digits[i] = (char) ('0' + random.nextInt(10));
            }
        } while (WeakDigits.isWeak(digits));
        return digits;
    }

    /** For the letter to the pupil; to be wiped by whoever asked. */
    public char[] pin() {
        return pin.clone();
    }

    /** To be sealed for the office; to be wiped by whoever asked. */
    public char[] puk() {
        return puk.clone();
    }

    Pin pinForCard() throws CardException {
        return Pin.of(pin);
    }

    Puk pukForCard() throws CardException {
        return Puk.of(puk);
    }

    @Override
    public void close() {
        Arrays.fill(pin, '\0');
        Arrays.fill(puk, '\0');
    }

    @Override
    public String toString() {
        return "CardSecrets";
    }
}
