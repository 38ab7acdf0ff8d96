package org.lanyard.pki.assertion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.assertion.JsonValue.Flag;
import org.lanyard.pki.assertion.JsonValue.Items;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.assertion.JsonValue.Other;
import org.lanyard.pki.assertion.JsonValue.Text;
import org.lanyard.pki.assertion.JsonValue.Whole;

/**
 * One JSON object as it was read, together with what a lenient reader would have swallowed.
 *
 * <p>Jackson's streaming parser does the tokens, from one kept factory. It is given characters, never bytes: from bytes
 * it guesses the encoding and would take UTF-16, UTF-32 and a byte order mark. Names are not interned, so strangers
 * cannot fill a table of ours.
 *
 * @param root the object
 * @param trailing whether more followed it
 * @param depth how deep it is nested, 1 for an object without objects or arrays in it
 */
record Json(Members root, boolean trailing, int depth) {
    /** Deeper than the deepest that {@link JsonRules} lets pass, so that this bound only saves the stack. */
    private static final int HARD_DEPTH = 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(HARD_DEPTH)
                    .maxNumberLength(20)
                    .maxStringLength(Jws.MAX_LENGTH)
                    .maxNameLength(256)
                    .build())
            .build();

    /** Reads an object from bytes that {@link Rules} judges before and after. */
    static Json read(byte[] utf8, String where, Rules rules) throws AssertionException {
        Rules.check(rules.bytes(), utf8);
        Json json = parse(new String(utf8, StandardCharsets.UTF_8), where);
        Rules.check(rules.json(), json);
        return json;
    }

    private static Json parse(String text, String where) throws AssertionException {
        Reader reader = new Reader();
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionException(Reason.NOT_AN_OBJECT, where);
            }
            Members root = reader.members(parser, 1);
            return new Json(root, hasMore(parser), reader.depth);
        } catch (IOException e) {
            // Jackson's message quotes what was sent, so it stays out of ours.
            throw new AssertionException(Reason.NOT_AN_OBJECT, where);
        }
    }

    private static boolean hasMore(JsonParser parser) {
        try {
            return parser.nextToken() != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** Reads one text; lives as long as that. */
    private static final class Reader {
        private int depth;

        private Members members(JsonParser parser, int level) throws IOException {
            depth = Math.max(depth, level);
            List<Member> members = new ArrayList<>(8);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                members.add(new Member(name, value(parser, parser.nextToken(), level)));
            }
            return new Members(members);
        }

        private Items items(JsonParser parser, int level) throws IOException {
            depth = Math.max(depth, level);
            List<JsonValue> values = new ArrayList<>(3);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                values.add(value(parser, token, level));
            }
            return new Items(values);
        }

        private JsonValue value(JsonParser parser, JsonToken token, int level) throws IOException {
            return switch (token) {
                case VALUE_STRING -> new Text(parser.getText());
                case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? new Other("huge number")
                            : new Whole(parser.getLongValue());
                case VALUE_TRUE -> new Flag(true);
                case VALUE_FALSE -> new Flag(false);
                case START_OBJECT -> members(parser, level + 1);
                case START_ARRAY -> items(parser, level + 1);
                default -> new Other(token.name());
            };
        }
    }
}
