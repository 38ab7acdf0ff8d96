package org.lanyard.session.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/** GET /session/events, over a real connection. */
@DisplayName("the page hears of the end of its session, whoever ended it")
class EventsTest {
    /** To a tree that another server has started already. */
    private static final class PassOn extends Handler.Abstract {
        private final Handler tree;

        PassOn(Handler tree) {
            this.tree = tree;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            return tree.handle(request, response, callback);
        }
    }

    private record Scene(TestStore data, House house, Server server, TestKiosk kiosk, TestCard card)
            implements AutoCloseable {
        static Scene build() throws Exception {
            TestStore data = TestStore.sqlite("pki", "session");
            House house = new House(data.store());
            UUID school = house.school();
            Server server =
                    HttpServers.listening("localhost", 0, Optional.empty(), new PassOn(house.service.handler()));
            server.start();
            return new Scene(data, house, server, house.kiosk(school), house.card(house.person("pupil", school)));
        }

        /** The lines of the stream that are not comments, once it is over. */
        CompletableFuture<List<String>> listen(String cookie) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + HttpServers.port(server) + "/session/events"))
                    .header("Cookie", cookie.substring("Cookie: ".length()))
                    .build();
            HttpResponse<java.io.InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, response.statusCode());
            BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            assertEquals(":", lines.readLine());
            return CompletableFuture.supplyAsync(() -> lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith(":"))
                    .toList());
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            house.close();
            data.close();
        }
    }

    @Test
    @DisplayName("the kiosk ends it")
    void byTheKiosk() throws Exception {
        try (Scene scene = Scene.build()) {
            var token = TestKiosk.body(scene.kiosk().tap(scene.card()));
            CompletableFuture<List<String>> heard = scene.listen(scene.kiosk().browse(token));
            scene.kiosk().revoke(token.get("access_token").textValue());
            assertEquals(
                    List.of("event: ended", "data: " + scene.kiosk().origin() + "/"), heard.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("another node revokes the card")
    void byAnotherNode() throws Exception {
        try (Scene scene = Scene.build()) {
            var token = TestKiosk.body(scene.kiosk().tap(scene.card()));
            CompletableFuture<List<String>> heard = scene.listen(scene.kiosk().browse(token));
            scene.house()
                    .run(tx -> scene.house()
                            .desk
                            .cards()
                            .revoke(
                                    tx,
                                    scene.card().id(),
                                    CardStatus.LOST,
                                    scene.house().now(),
                                    "office",
                                    "lost"));
            assertTrue(heard.get(10, TimeUnit.SECONDS).contains("event: ended"));
        }
    }

    @Test
    @DisplayName("the lease lapses")
    void byTime() throws Exception {
        try (Scene scene = Scene.build()) {
            var token = TestKiosk.body(scene.kiosk().tap(scene.card()));
            CompletableFuture<List<String>> heard = scene.listen(scene.kiosk().browse(token));
            scene.house().clock.move(Duration.ofSeconds(16));
            assertTrue(heard.get(10, TimeUnit.SECONDS).contains("event: ended"));
            await().untilAsserted(() ->
                    assertEquals(1, scene.house().count("login_session WHERE end_reason = 'LEASE_LAPSED'")));
        }
    }

    @Test
    void withoutASessionThereIsNoStream() throws Exception {
        try (Scene scene = Scene.build()) {
            assertEquals(401, scene.house().http.get("/session/events").status());
        }
    }
}
