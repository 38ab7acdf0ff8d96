package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/** What is wrong with a request before its meaning is looked at; headers; metadata; health. */
class SurfaceTest {
    private static TestStore data;
    private static House house;
    private static TestKiosk kiosk;
    private static TestCard card;

    @BeforeAll
    static void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        UUID school = house.school();
        kiosk = house.kiosk(school);
        card = house.card(house.person("pupil", school));
    }

    @AfterAll
    static void takeDown() {
        house.close();
        data.close();
    }

    private record Row(String name, int status, String error, String reason, byte[] body, String type) {
        Row(String name, int status, String error, String reason, String body) {
            this(
                    name,
                    status,
                    error,
                    reason,
                    body.getBytes(StandardCharsets.UTF_8),
                    "application/x-www-form-urlencoded");
        }

        static Row json(String name, int status, String reason, String body) {
            return new Row(
                    name, status, "invalid_request", reason, body.getBytes(StandardCharsets.UTF_8), "application/json");
        }
    }

    private static List<Row> rows() {
        String good = TestKiosk.form(kiosk.proof(card));
        byte[] badUtf8 = (good + "&x=a").getBytes(StandardCharsets.UTF_8);
        badUtf8[badUtf8.length - 1] = (byte) 0xff;
        List<Row> rows = new ArrayList<>(List.of(
                new Row("unknown parameter repeated", 400, "invalid_request", "DUPLICATE_PARAMETER", good + "&x=1&x=1"),
                new Row("two assertions", 400, "invalid_request", "DUPLICATE_PARAMETER", good + "&assertion=a"),
                new Row("oversize", 413, "invalid_request", "BODY_TOO_LARGE", good + "&x=" + "a".repeat(40 * 1024)),
                new Row("bad UTF-8, percent-encoded", 400, "invalid_request", "BAD_UTF8", good + "&x=%C3%28"),
                new Row("bad UTF-8, overlong", 400, "invalid_request", "BAD_UTF8", good + "&x=%C0%AF"),
                new Row("broken percent", 400, "invalid_request", "BAD_ENCODING", good + "&x=%2"),
                new Row("an empty pair", 400, "invalid_request", "BAD_ENCODING", good + "&"),
                new Row("nothing", 400, "invalid_request", "MISSING_PARAMETER", ""),
                new Row(
                        "wrong grant type",
                        400,
                        "unsupported_grant_type",
                        "GRANT_TYPE",
                        good.replace(TestKiosk.GRANT, "grant_type=password")),
                new Row(
                        "wrong client assertion type",
                        401,
                        "invalid_client",
                        "CLIENT_ASSERTION_TYPE",
                        good.replace(TestKiosk.TYPE, "client_assertion_type=x")),
                new Row("raw bytes", 400, "invalid_request", "BAD_UTF8", badUtf8, "application/x-www-form-urlencoded"),
                new Row(
                        "wrong content type",
                        415,
                        "invalid_request",
                        "CONTENT_TYPE",
                        good.getBytes(StandardCharsets.UTF_8),
                        "application/json"),
                new Row(
                        "another charset",
                        415,
                        "invalid_request",
                        "CONTENT_TYPE",
                        good.getBytes(StandardCharsets.UTF_8),
                        "application/x-www-form-urlencoded; charset=iso-8859-1")));
        for (String name : List.of("grant_type", "assertion", "client_assertion_type", "client_assertion")) {
            String without = good.replaceAll("(^|&)" + name + "=[^&]*", "").replaceAll("^&", "");
            rows.add(new Row("without " + name, 400, "invalid_request", "MISSING_PARAMETER", without));
        }
        return rows;
    }

    @TestFactory
    @DisplayName("RFC 6749 §3.2, §5.2: POST /token")
    List<DynamicTest> token() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    long before = house.count("login_session");
                    try (LogCapture log = new LogCapture()) {
                        RawHttp.Answer answer =
                                house.http.send("POST", "/token", row.body(), "Content-Type: " + row.type());
                        assertEquals(row.status(), answer.status(), answer.body());
                        assertTrue(answer.body().contains("\"error\":\"" + row.error() + "\""), answer.body());
                        assertFalse(answer.body().contains(row.reason()));
                        assertTrue(
                                log.lines().stream().anyMatch(line -> line.contains("reason=" + row.reason() + " ")),
                                log.lines().toString());
                    }
                    assertEquals(before, house.count("login_session"));
                }))
                .toList();
    }

    /** The browsers' mouth, as strict about JSON as the kiosks' is about forms. */
    private static List<Row> json() {
        String type = "application/json";
        byte[] badUtf8 = "{\"assertion\":\"a?\"}".getBytes(StandardCharsets.UTF_8);
        badUtf8[15] = (byte) 0xff;
        return List.of(
                Row.json("two assertions", 400, "BAD_JSON", "{\"assertion\":\"a\",\"assertion\":\"a\"}"),
                Row.json("unknown member repeated", 400, "BAD_JSON", "{\"assertion\":\"a\",\"x\":1,\"x\":1}"),
                Row.json("something after it", 400, "BAD_JSON", "{\"assertion\":\"a\"}{}"),
                Row.json("no object", 400, "BAD_JSON", "[\"a\"]"),
                Row.json("cut off", 400, "BAD_JSON", "{\"assertion\":\"a\""),
                Row.json(
                        "nested a thousand deep",
                        400,
                        "BAD_JSON",
                        "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
                Row.json("no assertion", 400, "MISSING_PARAMETER", "{}"),
                Row.json("an assertion that is no text", 400, "MISSING_PARAMETER", "{\"assertion\":1}"),
                Row.json("oversize", 413, "BODY_TOO_LARGE", "{\"assertion\":\"" + "a".repeat(25_000) + "\"}"),
                new Row("bad UTF-8", 400, "invalid_request", "BAD_UTF8", badUtf8, type),
                new Row("a form", 415, "invalid_request", "CONTENT_TYPE", badUtf8, "application/x-www-form-urlencoded"),
                new Row("another charset", 415, "invalid_request", "CONTENT_TYPE", badUtf8, type + ";charset=latin1"));
    }

    @TestFactory
    @DisplayName("POST /session")
    List<DynamicTest> session() {
        Browser browser = new Browser(house);
        browser.challenge();
        return json().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    try (LogCapture log = new LogCapture()) {
                        RawHttp.Answer answer = house.http.send(
                                "POST",
                                "/session",
                                row.body(),
                                "Content-Type: " + row.type(),
                                "Origin: " + House.ISSUER,
                                "Cookie: __Host-lanyard-pre=" + browser.preSession);
                        assertEquals(row.status(), answer.status(), answer.body());
                        assertTrue(answer.body().contains("\"error\":\"invalid_request\""), answer.body());
                        assertTrue(
                                log.lines().stream().anyMatch(line -> line.contains("reason=" + row.reason() + " ")),
                                log.lines().toString());
                    }
                }))
                .toList();
    }

    @Test
    void onlyPost() {
        RawHttp.Answer answer = house.http.get("/token");
        assertEquals(405, answer.status());
        assertEquals("POST", answer.header("allow").orElseThrow());
    }

    @Test
    void headersOfPrograms() {
        RawHttp.Answer answer = house.http.get("/jwks");
        assertEquals(
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                answer.header("content-security-policy").orElseThrow());
        common(answer);
    }

    @Test
    void headersOfPages() {
        for (String path : List.of("/", "/sign-in", "/nowhere", "/assets/nothing.js")) {
            RawHttp.Answer answer = house.http.get(path);
            String policy = answer.header("content-security-policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; style-src 'self'; script-src 'self';"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"));
            assertFalse(policy.contains("unsafe"));
            common(answer);
        }
    }

    private static void common(RawHttp.Answer answer) {
        assertEquals("nosniff", answer.header("x-content-type-options").orElseThrow());
        assertEquals("no-referrer", answer.header("referrer-policy").orElseThrow());
        assertEquals("DENY", answer.header("x-frame-options").orElseThrow());
        assertEquals("same-origin", answer.header("cross-origin-opener-policy").orElseThrow());
        assertTrue(answer.header("server").isEmpty());
        assertEquals(1, answer.all("content-security-policy").size());
    }

    @Test
    @DisplayName("RFC 8414 §2: metadata of what exists, at both addresses")
    void metadata() {
        String document = house.http.get("/.well-known/openid-configuration").body();
        assertEquals(
                document,
                house.http.get("/.well-known/oauth-authorization-server").body());
        assertTrue(document.contains("\"issuer\":\"" + House.ISSUER + "\""));
        assertTrue(document.contains("\"token_endpoint\":\"" + House.ISSUER + "/token\""));
        assertFalse(document.contains("authorization_endpoint"));
        assertEquals("{\"keys\":[]}", house.http.get("/jwks").body());
    }

    @Test
    @DisplayName("Level 3 §5.11: no related origins where none are configured; where passkeys are kept in order")
    void wellKnownKeys() {
        assertEquals(404, house.http.get("/.well-known/webauthn").status());
        RawHttp.Answer endpoints = house.http.get("/.well-known/passkey-endpoints");
        assertEquals("application/json", endpoints.header("content-type").orElseThrow());
        assertEquals(
                "{\"enroll\":\"" + House.ISSUER + "/me/keys#add\",\"manage\":\"" + House.ISSUER + "/me/keys\"}",
                endpoints.body());
    }

    @Test
    void health() {
        assertEquals(200, house.http.get("/health/live").status());
        assertEquals(200, house.http.get("/health/ready").status());
    }

    @Test
    @DisplayName("what Jetty itself refuses repeats nothing of the request")
    void jettyErrors() {
        RawHttp.Answer answer = house.http.raw("GET /%00evil<script> HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
        assertEquals(400, answer.status());
        assertFalse(answer.body().contains("evil"));
    }
}
