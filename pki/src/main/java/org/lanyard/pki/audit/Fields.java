package org.lanyard.pki.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** An event's fields as JSON, in the order of their names. */
final class Fields {
    private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(new TypeReference<Map<String, String>>() {});
    private static final ObjectReader READER = MAPPER.readerFor(TYPE);

    private Fields() {}

    static String write(Map<String, String> sorted) {
        if (sorted.isEmpty()) {
            return "{}";
        }
        try {
            return WRITER.writeValueAsString(sorted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always writable", e);
        }
    }

    /** Null if it isn't what {@link #write} makes: somebody changed the row, which verification will name. */
    static Map<String, String> readOrNull(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
