package org.lanyard.webauthn.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;

/** A request of the tool's: lenient on members that it does not name, strict on the types of those that it does. */
record ToolRequest(ObjectNode object) {
    private static final int MAX = 64 * 1024;

    static ToolRequest read(Exchange exchange) throws HttpRefusal {
        return new ToolRequest(exchange.json(MAX));
    }

    String text(String name) throws HttpRefusal {
        return Json.requireString(object, name);
    }

    /** A member of an enumeration, {@code otherwise} where it is absent. */
    static String word(JsonNode parent, String name, Set<String> words, String otherwise) throws HttpRefusal {
        JsonNode word = parent.path(name);
        if (word.isMissingNode() || word.isNull()) {
            return otherwise;
        }
        if (!word.isTextual() || !words.contains(word.textValue())) {
            throw new HttpRefusal(HttpReason.BAD_JSON, name);
        }
        return word.textValue();
    }

    /** An object, empty where it is absent. */
    ObjectNode inner(String name) throws HttpRefusal {
        JsonNode inner = object.path(name);
        if (inner.isMissingNode() || inner.isNull()) {
            return Json.object();
        }
        if (inner instanceof ObjectNode given) {
            return given;
        }
        throw new HttpRefusal(HttpReason.BAD_JSON, name);
    }
}
