package org.lanyard.session.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What is to be told with a notice, as it stands sealed in its row. */
final class NoticeFacts {
    private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NoticeFacts() {}

    static byte[] bytes(Map<String, String> facts) {
        try {
            return MAPPER.writeValueAsBytes(new TreeMap<>(facts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always writable", e);
        }
    }

    /** @throws IllegalStateException if it is not what {@link #bytes} makes; it was sealed, so nobody else wrote it */
    static Map<String, String> of(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, TYPE);
        } catch (IOException e) {
            throw new IllegalStateException("not the facts of a notice");
        }
    }
}
