package org.lanyard.pki.assertion;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.path.VerifiedLeaf;

/** What a single speaker's claims must hold. */
final class SpeakerRules {
    private static final int HASH_BYTES = 32;
    private static final int MAX_URI = 1024;

    private SpeakerRules() {}

    /** RFC 7523 §3 point 2 (B): for client authentication the subject MUST be the client's id, which is the issuer's;
     * and a card knows nobody but itself: whose it is, the door looks up. */
    record SpeaksOfItself() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            String subject = statement.claims().text("sub");
            if (subject != null && !subject.equals(nameOf(statement.leaf()))) {
                throw new AssertionException(Reason.SUBJECT_WRONG, "sub is not the certificate's name");
            }
        }
    }

    /** RFC 9700 §2.2: a card cannot see what it signs, so what it signs says for which kiosk it was. */
    record NamesItsKiosk() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue value = statement.claims().get("client_id");
            if (value == null) {
                throw new AssertionException(Reason.CLAIM_MISSING, "client_id");
            }
            if (!(value instanceof JsonValue.Text text) || uri(text.value()).isEmpty()) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, "client_id is not an absolute URI");
            }
        }
    }

    /** Ours: base64url of SHA-256 over the ASCII of the card's assertion, as RFC 9449 §4.2 does for {@code ath}.
     * Absent where the kiosk speaks for itself alone. */
    record HashIsSha256() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue value = statement.claims().get("assertion_hash");
            if (value != null && (!(value instanceof JsonValue.Text text) || !is32Bytes(text.value()))) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, "assertion_hash is not 32 bytes in base64url");
            }
        }
    }

    /** W3C WebAuthn Level 3 §5.4.3: a user handle is "an opaque byte sequence" and "MUST NOT contain personally
     * identifying information"; ours has 32 random bytes. */
    record SpeaksOfAHandle() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            String subject = statement.claims().text("sub");
            if (subject != null && !is32Bytes(subject)) {
                throw new AssertionException(Reason.SUBJECT_WRONG, "sub is not a handle of 32 bytes in base64url");
            }
        }
    }

    /** The name that the authority put in a certificate: a card's {@code urn:uuid:}, a service's URI. */
    static String nameOf(VerifiedLeaf leaf) {
        return leaf.card()
                .map(SpeakerRules::nameOf)
                .or(() -> leaf.uri().map(URI::toString))
                .orElse("");
    }

    /** RFC 9562 §4: in lower case. */
    static String nameOf(UUID card) {
        return "urn:uuid:" + card;
    }

    static boolean is32Bytes(String text) {
        return Base64Url.decode(text)
                .filter(bytes -> bytes.length == HASH_BYTES)
                .isPresent();
    }

    /** An absolute URI in ASCII. */
    static Optional<URI> uri(String text) {
        if (!isPlain(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The same of a URI that is one already. */
    static boolean isName(URI uri) {
        return uri.isAbsolute() && isPlain(uri.toString());
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 127) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_URI;
    }
}
