package org.lanyard.card.piv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * PINs that others would guess (NIST SP 800-63B §5.1.1.2 asks for such a list): one digit or a short pattern over and over,
 * digits that count up or down, and days such as a birthday.
 */
public final class EasyPin {
    private EasyPin() {}

    public static boolean is(Pin pin) {
        byte[] field = pin.field();
        int length = 0;
        while (length < field.length && field[length] != (byte) 0xFF) {
            length++;
        }
        char[] digits = new char[length];
        for (int i = 0; i < length; i++) {
            digits[i] = (char) field[i];
        }
        try {
            return isPattern(digits) || isFewDigits(digits) || isDay(digits);
        } finally {
            Arrays.fill(field, (byte) 0);
            Arrays.fill(digits, '\0');
        }
    }

    /**
     * Whether one digit or a part comes over and over, or the digits go on by the same step.
     *
     * @param digits two at least
     */
    public static boolean isPattern(char[] digits) {
        return repeats(digits) || counts(digits);
    }

    /** 111111, 121212, 123123, 12341234. */
    private static boolean repeats(char[] digits) {
        for (int period = 1; period <= digits.length / 2; period++) {
            boolean same = true;
            for (int i = period; i < digits.length; i++) {
                same &= digits[i] == digits[i - period];
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** 123456, 987654, 890123, 246802: always the same step. */
    private static boolean counts(char[] digits) {
        int step = Math.floorMod(digits[1] - digits[0], 10);
        for (int i = 2; i < digits.length; i++) {
            if (Math.floorMod(digits[i] - digits[i - 1], 10) != step) {
                return false;
            }
        }
        return true;
    }

    /** 112211, 000007: no more than two different digits. */
    private static boolean isFewDigits(char[] digits) {
        return IntStream.range(0, digits.length).map(i -> digits[i]).distinct().count() <= 2;
    }

    /** 241215, 24122015, 20151224: day, month and year, in the orders that people here write. */
    private static boolean isDay(char[] digits) {
        if (digits.length == 6) {
            return day(number(digits, 0, 2), number(digits, 2, 4), 2000 + number(digits, 4, 6));
        }
        return digits.length == 8
                && (written(number(digits, 4, 8), number(digits, 2, 4), number(digits, 0, 2))
                        || written(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)));
    }

    private static boolean written(int year, int month, int day) {
        return year >= 1900 && year < 2100 && day(day, month, year);
    }

    private static boolean day(int day, int month, int year) {
        try {
            return LocalDate.of(year, month, day) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static int number(char[] digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits[i] - '0';
        }
        return number;
    }
}
