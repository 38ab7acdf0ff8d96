package org.lanyard.dist.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** A parent's browser with an authenticator in software. One thread at a time. */
final class ParentClient {
    private final String origin;
    private final SoftAuthenticator authenticator;

    ParentClient(URI issuer, SecureRandom random) {
        this.origin = issuer.toString();
        this.authenticator = SoftAuthenticator.deviceBound(random);
    }

    /** Redeems an invitation with a new key. */
    void register(String invitation, KeptConnection connection) throws IOException {
        Visit visit = new Visit(connection);
        JsonNode opened = visit.post("/invitation/open", object().put("code", invitation));
        ObjectNode wanted = object();
        wanted.set("challenge", opened.get("challenge"));
        wanted.set("handle", opened.get("handle"));
        JsonNode options = visit.post("/webauthn/registration/options", wanted);
        String response = authenticator.create(options.path("publicKey").toString(), origin);
        visit.post("/session", (ObjectNode) visit.post("/webauthn/registration", finish(options, response)));
    }

    /** Signs in as a browser does that has no cookie: challenge, options, the ceremony, the door. */
    void signIn(KeptConnection connection) throws IOException {
        Visit visit = new Visit(connection);
        JsonNode challenge = visit.post("/session/challenge", object());
        ObjectNode wanted = object();
        wanted.set("challenge", challenge.get("challenge"));
        JsonNode options = visit.post("/webauthn/authentication/options", wanted);
        String response = authenticator.get(options.path("publicKey").toString(), origin);
        visit.post("/session", (ObjectNode) visit.post("/webauthn/authentication", finish(options, response)));
    }

    private static ObjectNode finish(JsonNode options, String response) throws IOException {
        ObjectNode finish = object();
        finish.set("ceremony", options.get("ceremony"));
        finish.set("response", Answers.json(response));
        return finish;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** One visit: its cookies. */
    private final class Visit {
        private final KeptConnection connection;
        private final Map<String, String> cookies = new LinkedHashMap<>();

        Visit(KeptConnection connection) {
            this.connection = connection;
        }

        JsonNode post(String path, ObjectNode body) throws IOException {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Origin", origin);
            headers.put("Sec-Fetch-Site", "same-origin");
            headers.put("Content-Type", "application/json");
            if (!cookies.isEmpty()) {
                StringBuilder all = new StringBuilder();
                cookies.forEach((name, value) -> all.append(all.isEmpty() ? "" : "; ")
                        .append(name)
                        .append('=')
                        .append(value));
                headers.put("Cookie", all.toString());
            }
            KeptConnection.Answer answer = connection.post(path, headers, body.toString());
            cookies.putAll(answer.cookies());
            return Answers.ok(answer);
        }
    }
}
