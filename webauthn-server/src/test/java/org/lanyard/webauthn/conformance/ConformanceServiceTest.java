package org.lanyard.webauthn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** The exchanges of FIDO's "Conformance testing server API", as its tool drives them. */
@DisplayName("FIDO2: Conformance testing server API")
class ConformanceServiceTest {
    private final TurnableClock clock = new TurnableClock();
    private ConformanceService service;
    private RawHttp http;

    @BeforeEach
    void open() throws Exception {
        service = ConformanceService.open(Ground.RULES, clock, new SecureRandom());
        http = RawHttp.start(service.handler());
    }

    @AfterEach
    void close() {
        http.close();
        service.close();
    }

    private RawHttp.Answer post(String path, JsonNode body) {
        return http.send("POST", path, body.toString(), "Content-Type: application/json;charset=UTF-8");
    }

    private static ObjectNode user(String name) {
        return Json.object().put("username", name).put("displayName", "Johanna Doe");
    }

    private ObjectNode ok(RawHttp.Answer answer) {
        ObjectNode body = Ground.json(answer.body());
        assertEquals(200, answer.status(), answer.body());
        assertEquals("ok", body.path("status").textValue());
        assertEquals("", body.path("errorMessage").textValue());
        return body;
    }

    private void failed(String reason, RawHttp.Answer answer) {
        ObjectNode body = Ground.json(answer.body());
        assertTrue(answer.status() >= 400 && answer.status() < 500, answer.body());
        assertEquals("failed", body.path("status").textValue());
        assertEquals(reason, body.path("errorMessage").textValue());
    }

    private RawHttp.Answer create(String name, SoftAuthenticator authenticator, String verification) {
        ObjectNode asked = user(name);
        asked.putObject("authenticatorSelection").put("userVerification", verification);
        ObjectNode options = ok(post("/attestation/options", asked));
        return post("/attestation/result", result(authenticator.create(options.toString(), Ground.ORIGIN)));
    }

    /** What the tool sends has another name for the outputs of extensions. */
    private static ObjectNode result(String response) {
        ObjectNode result = Ground.json(response);
        result.remove("clientExtensionResults");
        result.putObject("getClientExtensionResults");
        return result;
    }

    private RawHttp.Answer get(String name, SoftAuthenticator authenticator, String verification) {
        ObjectNode options = ok(
                post("/assertion/options", Json.object().put("username", name).put("userVerification", verification)));
        ObjectNode result = result(authenticator.get(options.toString(), Ground.ORIGIN));
        ((ObjectNode) result.path("response")).put("userHandle", "");
        return post("/assertion/result", result);
    }

    @Test
    @DisplayName("Credential Creation Options: what was asked for comes back, with a challenge of its own")
    void creationOptions() {
        ObjectNode asked = user("johndoe@example.com");
        asked.putObject("authenticatorSelection")
                .put("requireResidentKey", false)
                .put("authenticatorAttachment", "cross-platform")
                .put("userVerification", "preferred");
        asked.put("attestation", "direct");
        asked.putObject("extensions").put("example.extension", true);
        ObjectNode options = ok(post("/attestation/options", asked));
        assertEquals("johndoe@example.com", options.at("/user/name").textValue());
        assertEquals("Johanna Doe", options.at("/user/displayName").textValue());
        assertEquals(Ground.RP, options.at("/rp/id").textValue());
        assertEquals("direct", options.path("attestation").textValue());
        assertEquals(asked.path("authenticatorSelection"), options.path("authenticatorSelection"));
        assertEquals(asked.path("extensions"), options.path("extensions"));
        assertTrue(options.path("pubKeyCredParams").toString().contains("-65535"), "RS1, for old TPMs");
        assertEquals(43, options.path("challenge").textValue().length());
        ObjectNode again = ok(post("/attestation/options", asked));
        assertNotEquals(options.path("challenge"), again.path("challenge"));
        assertEquals(options.at("/user/id"), again.at("/user/id"));
    }

    @Test
    @DisplayName("a key is registered and signs in, with and without a verified user, its handle left empty")
    void registersAndSignsIn() {
        SoftAuthenticator verifying = new HostileAuthenticator();
        ok(create("ada", verifying, "required"));
        ok(get("ada", verifying, "required"));
        ok(get("ada", verifying, "discouraged"));
        SoftAuthenticator touched = new HostileAuthenticator(0x01, true);
        failed("USER_VERIFICATION", create("bob", touched, "required"));
        ok(create("bob", touched, "preferred"));
        ok(get("bob", touched, "preferred"));
        failed("USER_VERIFICATION", get("bob", touched, "required"));
        ObjectNode options = ok(post("/attestation/options", user("bob")));
        assertEquals(1, options.path("excludeCredentials").size());
    }

    @Test
    @DisplayName(
            "a response that is wrong is told why; a challenge counts once, in its time, and for what it was given out for")
    void refusals() {
        HostileAuthenticator authenticator = new HostileAuthenticator();
        ok(create("ada", authenticator, "required"));
        failed(
                "ORIGIN",
                get("ada", authenticator.clientData(c -> c.put("origin", "https://evil.example")), "required"));
        authenticator.good();
        ObjectNode options = ok(post("/assertion/options", Json.object().put("username", "ada")));
        ObjectNode result = result(authenticator.get(options.toString(), Ground.ORIGIN));
        ok(post("/assertion/result", result));
        failed("CHALLENGE", post("/assertion/result", result));
        ObjectNode later = ok(post("/assertion/options", Json.object().put("username", "ada")));
        clock.turn(Duration.ofMinutes(3));
        failed(
                "CEREMONY_EXPIRED",
                post("/assertion/result", result(authenticator.get(later.toString(), Ground.ORIGIN))));
        ObjectNode creating = ok(post("/attestation/options", user("eve")));
        creating.put("rpId", Ground.RP);
        failed(
                "CEREMONY_OF_ANOTHER_PURPOSE",
                post("/assertion/result", result(authenticator.get(creating.toString(), Ground.ORIGIN))));
    }

    @Test
    @DisplayName("another user's key is not among the ones that are allowed")
    void anothersKey() {
        SoftAuthenticator ada = new HostileAuthenticator();
        SoftAuthenticator bob = new HostileAuthenticator();
        ok(create("ada", ada, "required"));
        ok(create("bob", bob, "required"));
        failed("UNKNOWN_CREDENTIAL", get("bob", ada, "required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"username\":\"a\"}",
                "{\"displayName\":\"a\"}",
                "{\"username\":7,\"displayName\":\"a\"}",
                "{\"username\":\"a\",\"displayName\":\"a\",\"attestation\":\"all\"}",
                "{\"username\":\"a\",\"displayName\":\"a\",\"authenticatorSelection\":7}",
                "{\"username\":\"a\",\"displayName\":\"a\",\"authenticatorSelection\":{\"userVerification\":\"no\"}}",
                "{\"username\":\"a\",\"displayName\":\"a\",\"extensions\":[]}"
            })
    void requestsThatAreOdd_fail(String asked) {
        RawHttp.Answer answer = post("/attestation/options", Ground.json(asked));
        assertEquals(400, answer.status());
        assertEquals("failed", Ground.json(answer.body()).path("status").textValue());
    }

    @Test
    @DisplayName("a user without a key, a result that is none, another method, another path")
    void everythingElse() {
        failed("UNKNOWN_CREDENTIAL", post("/assertion/options", Json.object().put("username", "nobody")));
        for (String path : new String[] {"/attestation/result", "/assertion/result"}) {
            RawHttp.Answer answer = post(path, Json.object().put("id", "AAAA"));
            assertEquals(400, answer.status());
            assertTrue(answer.body().contains("RESPONSE_MALFORMED"), answer.body());
        }
        assertEquals(405, http.send("GET", "/attestation/options", "").status());
        assertEquals(404, http.send("POST", "/webauthn/authentication", "{}").status());
    }
}
