package org.lanyard.pki.assertion;

/** What a compact JWS must be as text, before a byte of it is decoded. */
final class TextRules {
    private TextRules() {}

    /** One of the three parts. */
    record Part(String name, String text) {}

    /** Our policy: 16 KiB hold any assertion with three certificates and a WebAuthn ceremony. */
    record IsBounded() implements Rule<String> {
        @Override
        public void check(String text) throws AssertionException {
            if (text.length() > Jws.MAX_LENGTH) {
                throw new AssertionException(Reason.TOO_LONG, "over 16 KiB");
            }
        }
    }

    /**
     * RFC 7515 §7.1: "BASE64URL(UTF8(JWS Protected Header)) || '.' || BASE64URL(JWS Payload) || '.' || BASE64URL(JWS
     * Signature)". A payload may be empty in a JWS; what it says is judged later.
     */
    record HasThreeParts() implements Rule<String> {
        @Override
        public void check(String text) throws AssertionException {
            int first = text.indexOf('.');
            int second = text.indexOf('.', first + 1);
            boolean three = first > 0 && second > first && text.indexOf('.', second + 1) < 0;
            if (!three || second == text.length() - 1) {
                throw new AssertionException(Reason.NOT_COMPACT, "not header.payload.signature");
            }
        }
    }

    /** RFC 7515 §2: "with all trailing '=' characters omitted (as permitted by Section 3.2) and without the inclusion
     * of any line breaks, whitespace, or other additional characters." */
    record IsBase64Url() implements Rule<Part> {
        @Override
        public void check(Part part) throws AssertionException {
            if (!Base64Url.isAlphabet(part.text())) {
                throw new AssertionException(Reason.NOT_BASE64URL, part.name());
            }
        }
    }

    /** RFC 4648 §3.5: decoders "MAY choose to reject an encoding if the pad bits have not been set to zero". */
    record IsCanonical() implements Rule<Part> {
        @Override
        public void check(Part part) throws AssertionException {
            if (!Base64Url.isCanonical(part.text())) {
                throw new AssertionException(Reason.NOT_CANONICAL, part.name());
            }
        }
    }
}
