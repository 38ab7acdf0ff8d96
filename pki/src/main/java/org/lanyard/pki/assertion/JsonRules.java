package org.lanyard.pki.assertion;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.lanyard.pki.assertion.JsonValue.Items;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.assertion.JsonValue.Text;

/** What the JSON of a header and of a payload must be, whatever it says. */
final class JsonRules {
    /** Claims, the evidence in them, and one more; a list of certificates is at 2. */
    private static final int MAX_DEPTH = 3;

    private JsonRules() {}

    /** RFC 7515 §5.2 step 3 and RFC 7519 §7.2: "Verify that the resulting octet sequence is a UTF-8-encoded
     * representation of a completely valid JSON object conforming to RFC 7159". */
    record IsUtf8() implements Rule<byte[]> {
        @Override
        public void check(byte[] bytes) throws AssertionException {
            for (byte b : bytes) {
                if (b < 0) {
                    decode(bytes);
                    return;
                }
            }
        }

        private static void decode(byte[] bytes) throws AssertionException {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new AssertionException(Reason.NOT_UTF8, "bytes that are no character", e);
            }
        }
    }

    /** The same clause. A byte order mark or white space around the object is a second spelling, and nobody's. */
    record IsObjectFromEndToEnd() implements Rule<byte[]> {
        @Override
        public void check(byte[] bytes) throws AssertionException {
            if (bytes.length < 2 || bytes[0] != '{') {
                throw new AssertionException(Reason.NOT_AN_OBJECT, "does not begin with a brace");
            }
            if (bytes[bytes.length - 1] != '}') {
                throw new AssertionException(Reason.TRAILING_DATA, "does not end with a brace");
            }
        }
    }

    /** The same clause: one object and nothing behind it. */
    record NothingFollows() implements Rule<Json> {
        @Override
        public void check(Json json) throws AssertionException {
            if (json.trailing()) {
                throw new AssertionException(Reason.TRAILING_DATA, "more after the object");
            }
        }
    }

    /** RFC 8259 §9: "An implementation may set limits on the maximum depth of nesting." */
    record IsShallow() implements Rule<Json> {
        @Override
        public void check(Json json) throws AssertionException {
            if (json.depth() > MAX_DEPTH) {
                throw new AssertionException(Reason.JSON_TOO_DEEP, "nested " + json.depth() + " deep");
            }
        }
    }

    /** RFC 7515 §4 and RFC 7519 §4: names "MUST be unique"; parsers "MUST either reject … with duplicate … names or
     * use a JSON parser that returns only the lexically last". Two readers would disagree, so rejected. */
    record NoNameTwice() implements Rule<Json> {
        @Override
        public void check(Json json) throws AssertionException {
            check(json.root());
        }

        private static void check(JsonValue value) throws AssertionException {
            if (value instanceof Members object) {
                Set<String> names = new HashSet<>();
                for (Member member : object.members()) {
                    if (!names.add(member.name())) {
                        throw new AssertionException(Reason.DUPLICATE_NAME, "a name stands twice");
                    }
                    check(member.value());
                }
            } else if (value instanceof Items items) {
                for (JsonValue item : items.values()) {
                    check(item);
                }
            }
        }
    }

    /** RFC 8259 §8.2: an escaped lone surrogate is a string for which "the behavior of software … is
     * unpredictable". */
    record StringsAreUnicode() implements Rule<Json> {
        @Override
        public void check(Json json) throws AssertionException {
            check(json.root());
        }

        private static void check(JsonValue value) throws AssertionException {
            if (value instanceof Text text) {
                check(text.value());
            } else if (value instanceof Members object) {
                for (Member member : object.members()) {
                    check(member.name());
                    check(member.value());
                }
            } else if (value instanceof Items items) {
                for (JsonValue item : items.values()) {
                    check(item);
                }
            }
        }

        private static void check(String text) throws AssertionException {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!Character.isSurrogate(c)) {
                    continue;
                }
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new AssertionException(Reason.NOT_UTF8, "half a surrogate pair");
                }
                i++;
            }
        }
    }
}
