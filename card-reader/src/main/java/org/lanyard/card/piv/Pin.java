package org.lanyard.card.piv;

import java.util.Arrays;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/**
 * A PIN of six to eight digits (SP 800-73-5 part 2, §2.4.3), wiped by {@link #close()}.
 *
 * <p>The digits that came in are the caller's to wipe.
 */
public final class Pin implements AutoCloseable {
    /** The field is always 8 bytes, filled up with FF. */
    public static final int FIELD_BYTES = 8;

    private static final int LEAST_DIGITS = 6;

    private final byte[] field = new byte[FIELD_BYTES];

    private Pin(char[] digits) {
        Arrays.fill(field, (byte) 0xFF);
        for (int i = 0; i < digits.length; i++) {
            field[i] = (byte) digits[i];
        }
    }

    /** @throws CardException {@link CardFault#PIN_INVALID} */
    public static Pin of(char[] digits) throws CardException {
        boolean valid = digits.length >= LEAST_DIGITS && digits.length <= FIELD_BYTES;
        for (char c : digits) {
            valid &= c >= '0' && c <= '9';
        }
        if (!valid) {
            throw new CardException(CardFault.PIN_INVALID, "a PIN has six to eight digits");
        }
        return new Pin(digits);
    }

    /** A copy of the padded field, to be wiped by whoever asked. */
    public byte[] field() {
        return field.clone();
    }

    @Override
    public void close() {
        Arrays.fill(field, (byte) 0);
    }

    @Override
    public String toString() {
        return "Pin";
    }
}
