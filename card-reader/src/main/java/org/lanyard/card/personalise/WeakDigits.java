package org.lanyard.card.personalise;

import org.lanyard.card.piv.EasyPin;

/** Digits that somebody who holds the card tries first. */
final class WeakDigits {
    private static final int LEAST_DIFFERENT = 4;

    private WeakDigits() {}

    /** Too few different digits, even steps (123456, 864208), a part that repeats (123123), or the same backwards. */
    static boolean isWeak(char[] digits) {
        return different(digits) < LEAST_DIFFERENT || EasyPin.isPattern(digits) || mirrored(digits);
    }

    private static int different(char[] digits) {
        int seen = 0;
        for (char digit : digits) {
            seen |= 1 << (digit - '0');
        }
        return Integer.bitCount(seen);
    }

    private static boolean mirrored(char[] digits) {
        for (int i = 0; i < digits.length / 2; i++) {
            if (digits[i] != digits[digits.length - 1 - i]) {
                return false;
            }
        }
        return true;
    }
}
