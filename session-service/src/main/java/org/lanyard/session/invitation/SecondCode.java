package org.lanyard.session.invitation;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.lanyard.session.login.Secret;

/**
 * Eight random digits, written in two groups of four: short enough to be told by telephone in either language. They are few, so
 * {@link InvitationTries} bounds how often one may be wrong, and the store keeps a hash of both codes together: a copy of the
 * store alone is nothing to guess against.
 */
public final class SecondCode {
    /** How many there are. */
    public static final int COUNT = 100_000_000;

    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 32;

    private final String digits;

    private SecondCode(String digits) {
        this.digits = digits;
    }

    static SecondCode random(SecureRandom random) {
        return new SecondCode(String.format(Locale.ROOT, "%08d", random.nextInt(COUNT)));
    }

    /** The code that somebody typed; empty where it cannot be one. */
    public static Optional<SecondCode> typed(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(LENGTH);
        for (char c : text.toCharArray()) {
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != ' ' && c != '-' && c != '\u00a0') {
                return Optional.empty();
            }
        }
        return digits.length() == LENGTH ? Optional.of(new SecondCode(digits.toString())) : Optional.empty();
    }

    /** {@code 1234 5678}: for the invited person alone. */
    public String reveal() {
        return digits.substring(0, LENGTH / 2) + " " + digits.substring(LENGTH / 2);
    }

    /** What the store keeps of it beside the invitation of {@code code}. */
    byte[] hash(InvitationCode code) {
        return Secret.hash("second " + code.reveal() + " " + digits);
    }

    /** Whether it is the one of which {@code kept} is the hash; takes the same time for each that is not. */
    boolean matches(InvitationCode code, byte[] kept) {
        return MessageDigest.isEqual(hash(code), kept);
    }

    @Override
    public String toString() {
        return "SecondCode";
    }
}
