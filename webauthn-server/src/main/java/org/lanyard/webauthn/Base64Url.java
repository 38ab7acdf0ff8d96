package org.lanyard.webauthn;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 4648 §5, RFC 7515 §2), read strictly: one spelling for each value. */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The bytes, or empty where {@code text} is not the one canonical spelling of them. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = DECODER.decode(text);
            // The JDK lets padding and stray low bits pass: what doesn't come back as it went in was not canonical.
            return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
