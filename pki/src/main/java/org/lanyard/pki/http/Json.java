package org.lanyard.pki.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.server.Request;

/** JSON (RFC 8259), strict: UTF-8 alone, no duplicate name, nothing after the value, bounded in depth and length. */
public final class Json {
    private static final String CONTENT_TYPE = "application/json";
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(40)
                            .maxStringLength(256 * 1024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    /** Reads the body of {@code request}, which has to be one JSON object of at most {@code maxBytes}. */
    public static ObjectNode readObject(Request request, int maxBytes) throws HttpRefusal {
        return parseObject(Body.read(request, CONTENT_TYPE, maxBytes));
    }

    /** Reads {@code bytes} as one JSON object. */
    public static ObjectNode parseObject(byte[] bytes) throws HttpRefusal {
        try {
            JsonNode node = MAPPER.readTree(Body.utf8(bytes, 0, bytes.length));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new HttpRefusal(HttpReason.BAD_JSON, "not an object");
        } catch (JsonProcessingException malformed) {
            throw new HttpRefusal(HttpReason.BAD_JSON);
        }
    }

    /** The string member {@code name} of {@code object}: there, a string, and not empty. */
    public static String requireString(JsonNode object, String name) throws HttpRefusal {
        JsonNode value = object.get(name);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw new HttpRefusal(HttpReason.MISSING_PARAMETER, name);
        }
        return value.textValue();
    }

    /** A new, empty object to be filled and answered. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code value} in UTF-8, without white space. */
    public static byte[] bytes(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON can always be written", impossible);
        }
    }

    /** The one kept mapper (building one in every call costs more than the reading); never reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }
}
