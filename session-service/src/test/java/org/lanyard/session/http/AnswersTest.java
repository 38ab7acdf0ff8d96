package org.lanyard.session.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;

/** What every answer carries, whatever was asked; and what becomes of bodies that never end, and of a store that is gone. */
@DisplayName("every answer")
class AnswersTest {
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

    /** Answers of every kind, good and bad, each with the opener policy that it must have. */
    private static Map<String, RawHttp.Answer> answers() {
        RawHttp http = house.http;
        String ours = "Origin: " + House.ISSUER;
        String pupil = kiosk.browse(TestKiosk.body(kiosk.tap(card)));
        String parent = new Browser(house).register(new TestKey(), house.person("guardian", house.school()));
        Map<String, RawHttp.Answer> all = new LinkedHashMap<>();
        all.put("200 token", kiosk.tap(house.card(house.person("pupil", house.school()))));
        all.put("400 token", http.form("/token", "x=1"));
        all.put("401 challenge", http.form("/challenge", TestKiosk.TYPE + "&client_assertion=x"));
        all.put("401 lease", kiosk.lease("x".repeat(64)));
        all.put("401 introspect", http.form("/introspect", "token=x"));
        all.put("405 token", http.get("/token"));
        all.put("413 token", http.form("/token", "x=" + "a".repeat(50_000)));
        all.put("415 token", http.json("/token", "{}"));
        all.put("400 ceremony", http.form("/ceremony", "assertion=x"));
        all.put("200 metadata", http.get("/.well-known/openid-configuration"));
        all.put("200 live", http.get("/health/live"));
        all.put("200 ready", http.get("/health/ready"));
        all.put("200 session challenge", http.json("/session/challenge", "{}", ours));
        all.put("403 session challenge", http.json("/session/challenge", "{}"));
        all.put("400 session", http.json("/session", "{\"assertion\":\"x\"}", ours));
        all.put("400 invitation", http.json("/invitation/open", "{\"code\":\"x\"}", ours));
        all.put("401 events", http.get("/session/events"));
        all.put("200 parent", http.get("/me", parent));
        all.put("404 child", http.get("/children/" + UUID.randomUUID(), parent));
        all.put("303 me", http.get("/me"));
        all.put("200 start", http.get("/"));
        all.put("404 nowhere", http.get("/nowhere"));
        all.put("200 asset", http.get("/assets/session.js"));
        all.put("403 sign-out", http.form("/sign-out", "csrf=x", parent, ours));
        all.put("kiosk 200 pupil", http.get("/me", pupil));
        all.put("kiosk 404 child", http.get("/children/" + UUID.randomUUID(), pupil));
        all.put("kiosk 200 signed out", http.get("/signed-out?from=kiosk"));
        all.put("kiosk 400 hand-over", kiosk.handOver("x"));
        all.put(
                "kiosk 303 hand-over",
                kiosk.handOver(
                        TestKiosk.body(kiosk.tap(card)).get("handover_code").textValue()));
        return all;
    }

    @TestFactory
    @DisplayName(
            "CSP without inline script, frame-ancestors, nosniff, no-referrer, no-store, the opener policy, no version")
    Stream<DynamicTest> headers() {
        return answers().entrySet().stream()
                .map(answer -> dynamicTest(answer.getKey(), () -> carriesAll(answer.getKey(), answer.getValue())));
    }

    private static void carriesAll(String name, RawHttp.Answer answer) {
        String status = name.replaceFirst("kiosk ", "").substring(0, 3);
        boolean error = !name.contains("hand-over") || status.equals("303");
        if (error && !name.equals("403 sign-out")) {
            assertTrue(
                    Integer.toString(answer.status()).equals(status) || name.equals("200 token"),
                    answer.status() + answer.body());
        }
        List<String> policy = answer.all("content-security-policy");
        assertEquals(1, policy.size());
        assertTrue(policy.get(0).startsWith("default-src 'none'; ")
                && policy.get(0).contains("frame-ancestors 'none'"));
        assertTrue(policy.get(0).contains("base-uri 'none'") && !policy.get(0).contains("unsafe"));
        assertEquals(List.of("nosniff"), answer.all("x-content-type-options"));
        assertEquals(List.of("no-referrer"), answer.all("referrer-policy"));
        assertEquals(List.of("DENY"), answer.all("x-frame-options"));
        assertEquals(List.of("same-origin"), answer.all("cross-origin-resource-policy"));
        assertEquals(Optional.empty(), answer.header("server"));
        assertEquals(
                List.of(name.startsWith("kiosk") ? "unsafe-none" : errorPage(name) ? "unsafe-none" : "same-origin"),
                answer.all("cross-origin-opener-policy"));
        boolean stored = name.contains("asset") || name.contains("metadata");
        assertEquals(
                !stored,
                answer.all("cache-control").equals(List.of("no-store")),
                answer.headers().toString());
    }

    /** The page in plain words does not know whose form it answers, so it lets a kiosk's screen close it always. */
    private static boolean errorPage(String name) {
        return name.equals("403 sign-out");
    }

    @Test
    @DisplayName("a chunked body that is longer than allowed is cut off with 413")
    void chunked() {
        String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
        String request = "POST /token HTTP/1.1\r\nHost: localhost:8080\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n" + chunk.repeat(4) + "0\r\n\r\n";
        RawHttp.Answer answer = house.http.raw(request.getBytes(StandardCharsets.US_ASCII));
        assertEquals(413, answer.status(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"invalid_request\""));
    }

    @Test
    @DisplayName("a body that trickles in is not waited for")
    void slowBody() throws Exception {
        TestStore own = TestStore.sqlite("pki", "session");
        House alone = new House(own.store());
        alone.http.close();
        Server server = HttpServers.listening("127.0.0.1", 0, Optional.empty(), alone.service.handler());
        server.start();
        try (own;
                alone;
                Socket socket = new Socket("127.0.0.1", HttpServers.port(server))) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /token HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 1000\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n\r\na")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            // A byte now and then keeps the connection from idling: the whole body would take minutes.
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        if (in.available() == 0) {
                            out.write('a');
                            out.flush();
                        }
                        return in.available() > 0;
                    });
            byte[] start = new byte[12];
            assertEquals(start.length, in.readNBytes(start, 0, start.length));
            assertTrue(new String(start, StandardCharsets.US_ASCII).matches("HTTP/1.1 4.."));
        } finally {
            server.stop();
        }
    }

    @Test
    @DisplayName("/health/ready says 503 once the store is gone, /health/live goes on")
    void storeGone() {
        try (TestStore own = TestStore.sqlite("pki", "session");
                House alone = new House(own.store())) {
            assertEquals(200, alone.http.get("/health/ready").status());
            own.store().close();
            RawHttp.Answer ready = alone.http.get("/health/ready");
            assertEquals(503, ready.status());
            assertTrue(ready.body().startsWith("{\"status\":\"not ready\",\"time\":"), ready.body());
            assertEquals(200, alone.http.get("/health/live").status());
            RawHttp.Answer asked = alone.http.form("/lease", "", "Authorization: Bearer " + "x".repeat(64));
            assertEquals(503, asked.status(), asked.body());
            assertTrue(asked.body().contains("temporarily_unavailable"), asked.body());
            assertEquals("1", asked.header("retry-after").orElseThrow());
        }
    }
}
