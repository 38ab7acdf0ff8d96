package org.lanyard.card.piv;

import java.util.Arrays;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * A PIN unblocking key, wiped by {@link #close()}. SP 800-73-5 part 2, §2.4.3 wants eight bytes of any value; ours are
 * digits, so that somebody in an office can type them.
 *
 * <p>The digits that came in are the caller's to wipe.
 */
public final class Puk implements AutoCloseable {
    /** How many digits there are. */
    public static final int DIGITS = 8;

    private final byte[] field = new byte[DIGITS];

    private Puk(char[] digits) {
        for (int i = 0; i < DIGITS; i++) {
            field[i] = (byte) digits[i];
        }
    }

    /** @throws CardException {@link CardFault#PUK_INVALID} */
    public static Puk of(char[] digits) throws CardException {
        boolean valid = digits.length == DIGITS;
        for (char c : digits) {
            valid &= c >= '0' && c <= '9';
        }
        if (!valid) {
            throw new CardException(CardFault.PUK_INVALID, "a PUK has eight digits");
        }
        return new Puk(digits);
    }

    /** A copy of the field, to be wiped by whoever asked. */
    public byte[] field() {
        return field.clone();
    }

    @Override
    public void close() {
        Arrays.fill(field, (byte) 0);
    }

    @Override
    public String toString() {
        return "Puk";
    }
}
