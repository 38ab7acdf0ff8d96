package org.lanyard.pki.assertion;

import java.nio.charset.StandardCharsets;

/**
 * A compact JWS cut into its three parts, of which payload and signature are known to be base64url; the header's part
 * is not yet looked at, since a header seen before need not be looked at again.
 *
 * @param header the header's part
 * @param payload the payload's part
 * @param signature the signature's part
 * @param input the JWS signing input (RFC 7515 §5.1 step 5): the first two parts and the dot, in ASCII
 */
record Compact(TextRules.Part header, TextRules.Part payload, TextRules.Part signature, byte[] input) {

    static Compact cut(String text, Rules rules) throws AssertionException {
        Rules.check(rules.text(), text);
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        Compact compact = new Compact(
                new TextRules.Part("header", text.substring(0, first)),
                new TextRules.Part("payload", text.substring(first + 1, second)),
                new TextRules.Part("signature", text.substring(second + 1)),
                text.substring(0, second).getBytes(StandardCharsets.ISO_8859_1));
        Rules.check(rules.part(), compact.payload);
        Rules.check(rules.part(), compact.signature);
        return compact;
    }

    /** The header's bytes, once its part is known to be base64url as well. */
    byte[] headerBytes(Rules rules) throws AssertionException {
        Rules.check(rules.part(), header);
        return bytes(header);
    }

    byte[] payloadBytes() throws AssertionException {
        return bytes(payload);
    }

    byte[] signatureBytes() throws AssertionException {
        return bytes(signature);
    }

    private static byte[] bytes(TextRules.Part part) throws AssertionException {
        try {
            return Base64Url.decodeChecked(part.text());
        } catch (IllegalArgumentException e) {
            throw new AssertionException(Reason.NOT_UNDERSTOOD, part.name(), e);
        }
    }
}
