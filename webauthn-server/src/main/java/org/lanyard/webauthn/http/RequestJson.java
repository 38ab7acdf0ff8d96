package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;

/** A request's body: exactly the members that the address takes. */
record RequestJson(ObjectNode object) {
    /** Options are asked for with two short strings, and the credentials that are not to be made again. */
    static final int SMALL = 16 * 1024;

    /** The longest attestation statements (TPM, with its chain) stay far below. */
    static final int LARGE = 64 * 1024;

    static RequestJson read(Exchange exchange, int maxBytes, Set<String> members) throws HttpRefusal {
        ObjectNode object = exchange.json(maxBytes);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!members.contains(names.next())) {
                // Not named in the refusal: the name came from outside.
                throw new HttpRefusal(HttpReason.UNKNOWN_PARAMETER);
            }
        }
        return new RequestJson(object);
    }

    String text(String name) throws HttpRefusal {
        return Json.requireString(object, name);
    }

    JsonNode response() {
        return object.path("response");
    }
}
