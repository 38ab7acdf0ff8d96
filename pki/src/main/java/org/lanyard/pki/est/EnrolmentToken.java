package org.lanyard.pki.est;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A one-time token of 128 random bits, as 22 characters of base64url. */
public final class EnrolmentToken {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int BYTES = 16;

    private final String text;

    private EnrolmentToken(String text) {
        this.text = text;
    }

    /** A new one. */
    public static EnrolmentToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new EnrolmentToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What somebody presents; empty where it cannot be a token. */
    static Optional<EnrolmentToken> of(String presented) {
        return FORM.matcher(presented).matches() ? Optional.of(new EnrolmentToken(presented)) : Optional.empty();
    }

    /** The token itself, to be shown once. */
    public String reveal() {
        return text;
    }

    /** What the store keeps. 128 random bits need no salt. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "EnrolmentToken";
    }
}
