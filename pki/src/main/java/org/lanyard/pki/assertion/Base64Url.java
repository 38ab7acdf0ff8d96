package org.lanyard.pki.assertion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding, with one spelling only for the same bytes.
 *
 * <p>RFC 7515 §2: "Base64 encoding using the URL- and filename-safe character set defined in Section 5 of RFC 4648,
 * with all trailing '=' characters omitted". RFC 4648 §3.5 lets a decoder "choose to reject an encoding if the pad bits
 * have not been set to zero". This one does, where the JDK's and Nimbus's decoders look away: two texts for one
 * signature would be two assertions to whoever compares texts.
 */
public final class Base64Url {
    private static final byte[] VALUE = new byte[256];

    static {
        Arrays.fill(VALUE, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUE[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /** The one spelling of these bytes. */
    public static String encode(byte[] bytes) {
        return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), StandardCharsets.ISO_8859_1);
    }

    /** The bytes, or empty if the text is not their one spelling. */
    public static Optional<byte[]> decode(String text) {
        return isAlphabet(text) && isCanonical(text) ? Optional.of(decodeChecked(text)) : Optional.empty();
    }

    /** Whether all characters are of the alphabet; true for the empty text. */
    static boolean isAlphabet(String text) {
        // A character beyond Latin-1 becomes a question mark here, which is not of the alphabet either.
        int all = 0;
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            all |= VALUE[b & 0xFF];
        }
        return all >= 0;
    }

    /** Whether the length is one that bytes have, and the bits after the last byte are zero. */
    static boolean isCanonical(String text) {
        int over = text.length() % 4;
        if (over == 0) {
            return true;
        }
        int unused = over == 2 ? 0x0F : 0x03;
        return over != 1 && (value(text.charAt(text.length() - 1)) & unused) == 0;
    }

    /**
     * Decodes a text of which it is known that it is well-formed.
     *
     * @throws IllegalArgumentException on a text that is not
     */
    static byte[] decodeChecked(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static int value(char c) {
        return c < 256 ? VALUE[c] : -1;
    }
}
