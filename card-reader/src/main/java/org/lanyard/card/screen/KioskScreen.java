package org.lanyard.card.screen;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskBrowser;
import org.lanyard.card.kiosk.Language;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.http.SecurityHeaders;
import org.lanyard.pki.http.StaticAssets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kiosk's screen at {@code http://127.0.0.1:PORT/}, and by it the kiosk's browser.
 *
 * <pre>
 * SecurityHeaders            what every page of ours says
 * └ ScreenHeaders            what this one has to say differently
 *   └ ScreenGate             Host, Origin
 *     ├ Routes /screen/…     the link's token, then the cookie
 *     ├ Routes /             the page
 *     └ StaticAssets
 * </pre>
 *
 * <p>Order of use: construct it, give it to the {@link KioskAgent} as its browser, {@link #start} it with that agent,
 * print {@link #link()}, start the agent.
 */
public final class KioskScreen implements KioskBrowser, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.lanyard.kiosk");
    private static final String FILES = "org/lanyard/card/screen/assets/";
    /** Two of them show that a browser is gone, {@link Audience} waits for three more: together under 15 s. */
    private static final long BEAT_SECONDS = 2;

    private final int wantedPort;
    private final URI issuer;
    private final Optional<DemoDeck> deck;
    private final Audience audience;
    private final OnceSecret link;
    private final OnceSecret cookie;
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "kiosk-screen"));
    private Server server;
    private int port;

    /**
     * @param port on 127.0.0.1; 0 for any free one
     * @param issuer the session service: the only origin that a form of this page may be posted to
     * @param deck the demo's cards, where the reader is one in software
     */
    public KioskScreen(
            int port,
            URI issuer,
            Language language,
            Optional<DemoDeck> deck,
            InstantSource clock,
            SecureRandom random) {
        this.wantedPort = port;
        this.issuer = issuer;
        this.deck = deck;
        this.audience = new Audience(clock, deck, language);
        this.link = new OnceSecret(random);
        this.cookie = new OnceSecret(random);
    }

    /** Starts to serve what {@code agent} shows. */
    public void start(KioskAgent agent) throws Exception {
        Handler.Wrapper root = new Handler.Wrapper();
        server = HttpServers.listening("127.0.0.1", wantedPort, Optional.empty(), root);
        // Opened before it is started: the gate compares with the port, which the system may have chosen.
        ((ServerConnector) server.getConnectors()[0]).open();
        port = HttpServers.port(server);
        root.setHandler(tree(agent));
        server.start();
        agent.watch(audience::show);
        beats.scheduleAtFixedRate(() -> beat(agent), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat(KioskAgent agent) {
        if (audience.beat()) {
            LOG.warn("the browser is gone: its session is ended");
            agent.signOut();
        }
    }

    private Handler tree(KioskAgent agent) throws IOException {
        String cookieName = "__Host-lanyard-screen-" + port;
        ScreenCalls calls = new ScreenCalls(link, cookie, cookieName, audience, agent, deck);
        byte[] page = file("index.html");
        Handler content = new Handler.Sequence(
                calls.routes(KioskScreen::error),
                new Routes(KioskScreen::error)
                        .get("/", exchange -> exchange.bytes(200, "text/html;charset=utf-8", page)),
                new StaticAssets("/assets/", FILES, KioskScreen.class.getClassLoader()));
        return SecurityHeaders.forPages(
                new ScreenHeaders(new ScreenGate(content, port, KioskScreen::error), originOf(issuer)));
    }

    public int port() {
        return port;
    }

    /** What to register with the door as this kiosk's origin. */
    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** A new link to open the screen with, once; the link before is worth nothing from now on. */
    public URI link() {
        return URI.create(origin() + "/#" + link.issue());
    }

    /** Calls {@code joined} each time that a browser has opened the screen; to be set before {@link #start}. */
    public void onJoin(Runnable joined) {
        audience.onJoin(joined);
    }

    @Override
    public void handOver(HandOverCode code) {
        audience.handOver(code);
    }

    @Override
    public CompletionStage<Void> closeSession() {
        return audience.closeSession();
    }

    @Override
    public void close() {
        beats.shutdownNow();
        audience.leave();
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception stuck) {
            LOG.warn("the screen did not stop cleanly: {}", stuck.toString());
        }
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = KioskScreen.class.getClassLoader().getResourceAsStream(FILES + name)) {
            return in.readAllBytes();
        }
    }

    private static String originOf(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    private static void error(Exchange exchange, Exception failure) {
        HttpReason reason = failure instanceof HttpRefusal refusal ? refusal.reason() : HttpReason.FAILED;
        if (reason == HttpReason.FAILED) {
            LOG.error("screen", failure);
        } else {
            LOG.warn("screen: {}", failure.getMessage());
        }
        exchange.json(reason.status(), Json.object().put("error", reason.name().toLowerCase(Locale.ROOT)));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
