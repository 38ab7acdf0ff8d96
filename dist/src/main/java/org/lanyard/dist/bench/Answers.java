package org.lanyard.dist.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads answers, and refuses to go on with one that is not what it has to be: a refusal is cheap, and no figure. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static void requireOk(KeptConnection.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("the node answered " + answer.status() + " " + answer.text());
        }
    }

    static JsonNode ok(KeptConnection.Answer answer) throws IOException {
        requireOk(answer);
        return JSON.readTree(answer.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    static String text(JsonNode body, String name) throws IOException {
        JsonNode value = body.path(name);
        if (!value.isTextual()) {
            throw new IOException("the node's answer has no " + name);
        }
        return value.textValue();
    }
}
