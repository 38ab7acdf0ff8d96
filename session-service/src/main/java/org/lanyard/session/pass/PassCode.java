package org.lanyard.session.pass;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ten characters of Crockford's base 32 (50 bits), written in two groups of five. Whoever types it may leave the hyphen out,
 * write it small, or take I and L for 1 and O for 0.
 */
public final class PassCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final int LONGEST_TYPED = 32;

    private final String plain;

    private PassCode(String plain) {
        this.plain = plain;
    }

    static PassCode random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        StringBuilder code = new StringBuilder(LENGTH);
        for (byte b : bytes) {
            code.append(ALPHABET.charAt(b & 31));
        }
        return new PassCode(code.toString());
    }

    /** The code that somebody typed; empty where it cannot be one. */
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

    /** {@code ABCDE-FGHJK}: for the pupil and the teacher alone. */
    public String reveal() {
        return plain.substring(0, LENGTH / 2) + "-" + plain.substring(LENGTH / 2);
    }

    /** What the store keeps. */
    byte[] hash(byte[] pepper) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
            return mac.doFinal(plain.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "PassCode";
    }
}
