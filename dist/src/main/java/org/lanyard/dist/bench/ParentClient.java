package org.lanyard.dist.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** A parent's browser with an authenticator in software. One thread at a time. */
final class ParentClient {
    private static final List<String> SIGN_IN =
            List.of("/session/challenge", "/webauthn/authentication/options", "/webauthn/authentication", "/session");

    private final String origin;
    private final SoftAuthenticator authenticator;

    ParentClient(URI issuer, SecureRandom random) {
        this.origin = issuer.toString();
        this.authenticator = SoftAuthenticator.deviceBound(random);
    }

    /** Redeems an invitation with a new key. */
    void register(BenchSchool.Invitation invitation, KeptConnection connection) throws IOException {
        Visit visit = new Visit();
        JsonNode opened = visit.post(
                connection,
                "/invitation/open",
                object().put("code", invitation.code()).put("second", invitation.second()));
        ObjectNode wanted = object();
        wanted.set("challenge", opened.get("challenge"));
        wanted.set("handle", opened.get("handle"));
        JsonNode options = visit.post(connection, "/webauthn/registration/options", wanted);
        String response = authenticator.create(options.path("publicKey").toString(), origin);
        JsonNode registered = visit.post(connection, "/webauthn/registration", evidence(options, response));
        visit.post(connection, "/session", (ObjectNode) registered);
    }

    /** A sign-in as a browser does that has no cookie, not begun yet. */
    SignIn signIn() {
        return new SignIn();
    }

    private static ObjectNode evidence(JsonNode options, String response) throws IOException {
        ObjectNode finish = object();
        finish.set("ceremony", options.get("ceremony"));
        finish.set("response", Answers.json(response));
        return finish;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Challenge, options, the ceremony, the door: four requests, each with what the one before was answered. */
    final class SignIn {
        private final Visit visit = new Visit();
        private ObjectNode body = object();
        private int sent;

        /** Sends the next request; what the authenticator signs for the one after it is signed here. */
        void send(KeptConnection connection) throws IOException {
            JsonNode answer = visit.post(connection, SIGN_IN.get(sent), body);
            body = switch (sent) {
                case 0 -> object().set("challenge", answer.get("challenge"));
                case 1 ->
                    evidence(answer, authenticator.get(answer.path("publicKey").toString(), origin));
                default -> (ObjectNode) answer;
            };
            sent++;
        }

        /** Sends all that are left. */
        void finish(KeptConnection connection) throws IOException {
            while (sent < SIGN_IN.size()) {
                send(connection);
            }
        }
    }

    /** One visit: its cookies. */
    private final class Visit {
        private final Map<String, String> cookies = new LinkedHashMap<>();

        JsonNode post(KeptConnection connection, String path, ObjectNode body) throws IOException {
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
