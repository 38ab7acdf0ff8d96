package org.lanyard.dist.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.http.StaticAssets;

/** The kiosk's page with an agent that says what the test says, and writes down what the page asks of it. */
final class StillScreen implements AutoCloseable {
    private static final String FILES = "org/lanyard/card/screen/assets/";
    private static final String PICTURES = "org/lanyard/session/pages/assets/pictures/";
    private static final List<String> CALLS = List.of(
            "pin", "change", "change/choose", "pass", "pass/choose", "picture", "sign-out", "language", "closed");
    /** In place of the browser's own: what comes over it is told by the test. */
    private static final String SOURCE = """
            window.EventSource = class {
              constructor() { this.readyState = 1; this.on = {}; window.kiosk = this; }
              addEventListener(name, take) { this.on[name] = take; }
              close() {}
            };
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Server server;
    private final Page page;

    StillScreen(BrowserContext profile) throws Exception {
        Routes routes = new Routes((exchange, failure) -> exchange.empty(500))
                .get("/", exchange -> exchange.bytes(200, "text/html;charset=utf-8", file(FILES + "index.html")))
                .get("/screen/picture", StillScreen::picture);
        CALLS.forEach(call -> routes.post("/screen/" + call, exchange -> ask(call, exchange)));
        ClassLoader loader = StillScreen.class.getClassLoader();
        server = HttpServers.listening(
                "127.0.0.1",
                0,
                Optional.empty(),
                new Handler.Sequence(routes, new StaticAssets("/assets/", FILES, loader)));
        server.start();
        profile.addInitScript(SOURCE);
        page = profile.newPage();
        page.navigate("http://127.0.0.1:" + HttpServers.port(server) + "/");
        page.waitForFunction("() => window.kiosk?.on.moved");
    }

    Page page() {
        return page;
    }

    /** The agent says this. */
    void say(Map<String, Object> state) throws Exception {
        String json = new ObjectMapper().writeValueAsString(state);
        page.evaluate("state => window.kiosk.on.state({ data: state })", json);
        page.waitForFunction(
                "([state, language]) => document.documentElement.dataset.state === state"
                        + " && document.documentElement.lang === language",
                List.of(state.get("state"), state.get("language")));
    }

    /** What the page asked of the agent since the last time: the call, and its body as text. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private void ask(String call, Exchange exchange) throws IOException {
        try (InputStream in = Content.Source.asInputStream(exchange.request())) {
            asked.add(call + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        exchange.empty(204);
    }

    private static void picture(Exchange exchange) throws IOException {
        String name = Request.extractQueryParameters(exchange.request()).getValue("name");
        exchange.bytes(200, "image/svg+xml", file(PICTURES + name + ".svg"));
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = StillScreen.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        page.close();
        LifeCycle.stop(server);
    }
}
