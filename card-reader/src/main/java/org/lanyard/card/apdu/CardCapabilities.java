package org.lanyard.card.apdu;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a card tells of itself in the historical bytes of its answer to reset (ISO/IEC 7816-3 §8, 7816-4 §12.1.1.9).
 *
 * @param commandChaining whether it says that it takes commands in parts
 * @param extendedLengths whether it says that Lc and Le may be extended, and speaks a protocol that carries them
 */
public record CardCapabilities(boolean commandChaining, boolean extendedLengths) {
    /** A card that tells nothing, or whose answer to reset makes no sense: nothing but the short form is safe. */
    public static final CardCapabilities UNKNOWN = new CardCapabilities(false, false);

    private static final int CATEGORY_WITH_STATUS = 0x00;
    private static final int CATEGORY = 0x80;
    private static final int CAPABILITIES = 7;
    private static final int MOST_INTERFACE_BYTES = 32;

    /** Reads an answer to reset; never throws. */
    public static CardCapabilities of(byte[] atr) {
        if (atr.length < 2) {
            return UNKNOWN;
        }
        int historical = atr[1] & 0x0F;
        int present = atr[1] >> 4 & 0x0F;
        int at = 2;
        boolean t1 = false;
        // TA, TB, TC and TD of each round; TD tells a protocol and what the next round has.
        while (present != 0 && at < MOST_INTERFACE_BYTES) {
            at += Integer.bitCount(present & 0b0111);
            if ((present & 0b1000) == 0) {
                break;
            }
            if (at >= atr.length) {
                return UNKNOWN;
            }
            t1 |= (atr[at] & 0x0F) == 1;
            present = atr[at] >> 4 & 0x0F;
            at++;
        }
        if (at + historical > atr.length) {
            return UNKNOWN;
        }
        Optional<byte[]> told = capabilities(Arrays.copyOfRange(atr, at, at + historical));
        if (told.isEmpty() || told.get().length < 3) {
            return UNKNOWN;
        }
        int third = told.get()[2];
        return new CardCapabilities((third & 0x80) != 0, (third & 0x40) != 0 && t1);
    }

    /** The element 7x among the COMPACT-TLV elements. */
    private static Optional<byte[]> capabilities(byte[] historical) {
        if (historical.length == 0) {
            return Optional.empty();
        }
        int category = historical[0] & 0xFF;
        if (category != CATEGORY && category != CATEGORY_WITH_STATUS) {
            return Optional.empty();
        }
        int end = historical.length - (category == CATEGORY_WITH_STATUS ? 3 : 0);
        int at = 1;
        while (at < end) {
            int length = historical[at] & 0x0F;
            if (at + 1 + length > end) {
                return Optional.empty();
            }
            if ((historical[at] >> 4 & 0x0F) == CAPABILITIES) {
                return Optional.of(Arrays.copyOfRange(historical, at + 1, at + 1 + length));
            }
            at += 1 + length;
        }
        return Optional.empty();
    }
}
