package org.lanyard.session.recovery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fifteen characters of Crockford's base 32, written in three groups of five. The first group is the sheet's number, the same
 * on all its codes and no secret; the other two are the secret, 50 bits. Whoever types it may leave the hyphens out, write it
 * small, or take I and L for 1 and O for 0.
 */
public final class RecoveryCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 5;
    private static final int LENGTH = 3 * GROUP;
    private static final int LONGEST_TYPED = 32;

    private final String plain;

    private RecoveryCode(String plain) {
        this.plain = plain;
    }

    /** A number for a sheet, one of 32 million. */
    static String number(SecureRandom random) {
        return draw(random, GROUP);
    }

    static RecoveryCode random(String number, SecureRandom random) {
        return new RecoveryCode(number + draw(random, LENGTH - GROUP));
    }

    /** The code that somebody typed; empty where it cannot be one. */
    public static Optional<RecoveryCode> typed(String text) {
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
        return plain.length() == LENGTH ? Optional.of(new RecoveryCode(plain.toString())) : Optional.empty();
    }

    /** {@code ABCDE-FGHJK-MNPQR}: for the person alone. */
    public String reveal() {
        return plain.substring(0, GROUP) + "-" + plain.substring(GROUP, 2 * GROUP) + "-" + plain.substring(2 * GROUP);
    }

    /** The sheet that it says it is of. */
    String number() {
        return plain.substring(0, GROUP);
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

    private static String draw(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        StringBuilder code = new StringBuilder(length);
        for (byte b : bytes) {
            code.append(ALPHABET.charAt(b & 31));
        }
        return code.toString();
    }

    @Override
    public String toString() {
        return "RecoveryCode";
    }
}
