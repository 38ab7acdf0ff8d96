package org.lanyard.session.invitation;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.lanyard.session.login.Secret;

/**
 * Sixteen characters of Crockford's base 32 (80 bits), written in groups of four. Whoever types it may leave the hyphens out,
 * write it small, or take I and L for 1 and O for 0.
 */
public final class InvitationCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int LONGEST_TYPED = 64;

    private final String plain;

    private InvitationCode(String plain) {
        this.plain = plain;
    }

    public static InvitationCode random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        StringBuilder code = new StringBuilder(LENGTH);
        for (byte b : bytes) {
            code.append(ALPHABET.charAt(b & 31));
        }
        return new InvitationCode(code.toString());
    }

    /** The code that somebody typed; empty where it cannot be one. */
    public static Optional<InvitationCode> typed(String text) {
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
        return plain.length() == LENGTH ? Optional.of(new InvitationCode(plain.toString())) : Optional.empty();
    }

    /** {@code ABCD-EFGH-JKMN-PQRS}: for the invited person alone. */
    public String reveal() {
        return plain.substring(0, 4) + "-" + plain.substring(4, 8) + "-" + plain.substring(8, 12) + "-"
                + plain.substring(12);
    }

    byte[] hash() {
        return Secret.hash("invitation " + plain);
    }

    @Override
    public String toString() {
        return "InvitationCode";
    }
}
