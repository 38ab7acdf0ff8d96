package org.lanyard.card.kiosk;

import java.util.Locale;
import java.util.Optional;

/**
 * A lesson pass as somebody typed or scanned it: ten characters of Crockford's base 32, with which its pupil is let in for
 * this lesson. Whether it is one, the door knows.
 */
public final class PassCode {
    /** What a pass is written with: no I, L, O or U. */
    public static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static final int LENGTH = 10;
    private static final int LONGEST_TYPED = 32;

    private final String plain;

    private PassCode(String plain) {
        this.plain = plain;
    }

    /** Empty where it can't be one; case, spaces and hyphens count for nothing, and look-alikes are what they look like. */
    public static Optional<PassCode> typed(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        StringBuilder plain = new StringBuilder(LENGTH);
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            if (c == '-' || c == ' ') {
                continue;
            }
            char read = c == 'I' || c == 'L' ? '1' : c == 'O' ? '0' : c;
            if (ALPHABET.indexOf(read) < 0) {
                return Optional.empty();
            }
            plain.append(read);
        }
        return plain.length() == LENGTH ? Optional.of(new PassCode(plain.toString())) : Optional.empty();
    }

    /** For the door alone. */
    String plain() {
        return plain;
    }

    @Override
    public String toString() {
        return "PassCode";
    }
}
