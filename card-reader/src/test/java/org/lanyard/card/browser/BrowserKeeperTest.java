package org.lanyard.card.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskBrowser;
import org.lanyard.card.kiosk.KioskConfig;
import org.lanyard.vectors.RealPart;

/** With the real Chromium, at a page that remembers whom it has seen. */
@Timeout(120)
@DisplayName("The kiosk's browser")
class BrowserKeeperTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PAGE =
            "<!doctype html><title>x</title><script>document.cookie='pupil=former;max-age=9999'</script>";

    @TempDir
    Path folder;

    /** The cookies that each browser came with. */
    private final List<String> came = new CopyOnWriteArrayList<>();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private BrowserKeeper keeper;

    @BeforeEach
    void open() throws Exception {
        RealPart.require("Chromium", Files.isExecutable(CHROMIUM), "apt-get install chromium");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/screen", this::page);
        server.start();
        KioskConfig.Browser config = new KioskConfig.Browser(
                CHROMIUM.toString(), List.of("--headless=new", "--no-sandbox", "--disable-gpu"), Optional.empty());
        keeper = new BrowserKeeper(config, new Page(), this::link, folder.resolve("profiles"));
        keeper.start();
    }

    private URI link() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/screen");
    }

    private void page(HttpExchange exchange) throws IOException {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
        came.add(cookie == null ? "none" : cookie);
        keeper.joined();
    }

    private final class Page implements KioskBrowser {
        @Override
        public void handOver(HandOverCode code) {
            told.add("hand over to browser " + came.size());
        }

        @Override
        public CompletionStage<Void> closeSession() {
            told.add("close");
            return CompletableFuture.completedFuture(null);
        }
    }

    @AfterEach
    void close() {
        keeper.close();
        server.stop(0);
    }

    private void awaitBrowsers(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> came.size() == count);
    }

    private List<Path> profiles() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("profiles"))) {
            return all.toList();
        }
    }

    @Test
    @DisplayName("is a fresh one for each pupil, whose session waits for it; of the former one nothing is left")
    void fresh() throws Exception {
        awaitBrowsers(1);
        HandOverCode code = new HandOverCode("code", link());
        keeper.handOver(code);
        long first = keeper.pid().orElseThrow();
        keeper.closeSession();
        keeper.handOver(code);
        awaitBrowsers(2);
        await().until(() -> told.size() == 3);
        assertEquals(List.of("hand over to browser 1", "close", "hand over to browser 2"), told);
        assertEquals(List.of("none", "none"), came);
        await().atMost(Duration.ofSeconds(20)).until(() -> profiles().size() == 1);
        assertFalse(ProcessHandle.of(first).filter(ProcessHandle::isAlive).isPresent());
        assertNotEquals(first, keeper.pid().orElseThrow());
    }

    @Test
    @DisplayName("is started again when it dies, and gone with the kiosk")
    void dies() throws Exception {
        awaitBrowsers(1);
        long first = keeper.pid().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        awaitBrowsers(2);
        long second = keeper.pid().orElseThrow();
        assertNotEquals(first, second);
        keeper.close();
        assertTrue(profiles().isEmpty(), "a profile was left");
        assertFalse(ProcessHandle.of(second).filter(ProcessHandle::isAlive).isPresent());
    }
}
