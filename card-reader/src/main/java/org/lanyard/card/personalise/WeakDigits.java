package org.lanyard.card.personalise;

/** Digits that somebody who holds the card tries first. */
final class WeakDigits {
    private static final int LEAST_DIFFERENT = 4;

    private WeakDigits() {}

    /** Too few different digits, even steps (123456, 864208), a part that repeats (123123), or the same backwards. */
    static boolean isWeak(char[] digits) {
        return different(digits) < LEAST_DIFFERENT || evenSteps(digits) || repeats(digits) || mirrored(digits);
    }

    private static int different(char[] digits) {
        int seen = 0;
        for (char digit : digits) {
            seen |= 1 << (digit - '0');
        }
        return Integer.bitCount(seen);
    }

    private static boolean evenSteps(char[] digits) {
        int step = Math.floorMod(digits[1] - digits[0], 10);
        for (int i = 2; i < digits.length; i++) {
            if (Math.floorMod(digits[i] - digits[i - 1], 10) != step) {
                return false;
            }
        }
        return true;
    }

    private static boolean repeats(char[] digits) {
        for (int period = 1; period <= digits.length / 2; period++) {
            boolean all = true;
            for (int i = period; i < digits.length; i++) {
                all &= digits[i] == digits[i - period];
            }
            if (all) {
                return true;
            }
        }
        return false;
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
