package org.lanyard.pki.http;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Eight random characters that stand in an answer and beside the reason in the log: what a person reads out to the
 * office. It carries nothing and names nobody.
 *
 * @param value eight of {@code 23456789ABCDEFGHJKMNPQRSTVWXYZ}: none that is taken for another when read aloud
 */
public record SupportCode(String value) {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static SupportCode random(SecureRandom random) {
        return from(random);
    }

    static SupportCode from(RandomGenerator random) {
        StringBuilder code = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new SupportCode(code.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
