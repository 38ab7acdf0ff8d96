package org.lanyard.session.pages;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.lanyard.pki.http.ErrorAnswer;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.http.StaticAssets;
import org.lanyard.pki.http.SupportCode;
import org.lanyard.pki.store.Store;
import org.lanyard.session.RefusedException;
import org.lanyard.session.guardianship.Guardianships;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages as one handler tree:
 *
 * <pre>
 * Sequence
 *  ├─ /assets/govuk/…   GOV.UK Frontend's files
 *  ├─ /assets/…         our style, scripts, pictures
 *  ├─ GET / /sign-in /invitation /recovery /me /me/keys /me/keys/new /signed-out
 *  ├─ GET /children/{id}
 *  └─ everything else   the page for 404
 * </pre>
 *
 * To be hung last, within {@code SecurityHeaders.forPages}.
 */
public final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String GOVUK = "META-INF/resources/webjars/govuk-frontend/5.14.0/dist/govuk/";
    private static final String OURS = "org/lanyard/session/pages/assets/";
    static final String CHILDREN = "/children/";

    private final Renderer renderer = new Renderer();
    private final Sessions sessions;
    private final PersonPages people;
    private final KeyPages keys;
    private final SecureRandom random;

    /**
     * @param zone where the schools are: decides what "today" is, and the time on the clock
     * @param rpId the relying party's id, for what pages tell the browser of its keys
     */
    public Pages(
            Sessions sessions,
            Directory directory,
            Guardianships guardianships,
            Store store,
            InstantSource clock,
            ZoneId zone,
            String rpId,
            SecureRandom random) {
        this.sessions = Objects.requireNonNull(sessions);
        this.random = Objects.requireNonNull(random);
        this.people = new PersonPages(renderer, directory, guardianships, store, clock, zone);
        this.keys = new KeyPages(renderer, directory, store, clock, zone, rpId);
    }

    public Handler handler() {
        ClassLoader loader = Pages.class.getClassLoader();
        return new Handler.Sequence(
                new StaticAssets("/assets/govuk/", GOVUK, loader),
                new StaticAssets("/assets/", OURS, loader),
                new Routes(errors())
                        .get("/", exchange -> open(exchange, "start"))
                        .get("/sign-in", exchange -> open(exchange, "sign-in"))
                        .get("/invitation", exchange -> open(exchange, "invitation"))
                        .get("/recovery", exchange -> open(exchange, "recovery"))
                        .get("/signed-out", this::signedOut)
                        .get("/me", exchange -> withKeys(exchange, people::me))
                        .get(KeyPages.KEYS, exchange -> signedIn(exchange, keys::all))
                        .get(KeyPages.NEW, exchange -> signedIn(exchange, keys::fresh)),
                new ChildRoute(errors(), exchange -> withKeys(exchange, people::child)),
                new NotFound(renderer));
    }

    /**
     * Says in plain words that it did not work, with a support code that stands beside the reason in the log. Also for
     * forms of other rooms that a person posts.
     */
    public ErrorAnswer errors() {
        return (exchange, failure) -> {
            SupportCode code = SupportCode.random(random);
            int status = failure instanceof HttpRefusal refusal
                    ? refusal.reason().status()
                    : failure instanceof RefusedException ? 400 : 500;
            if (status >= 500) {
                LOG.error("support code {}", code, failure);
            } else {
                LOG.info("support code {}: {}", code, failure.getMessage());
            }
            PageFrame frame = Frames.of(exchange);
            Frames.letOpenerClose(exchange);
            exchange.html(
                    status,
                    renderer.render("error", frame, Map.of("kind", kind(exchange, status), "code", code.value())));
        };
    }

    private static String kind(Exchange exchange, int status) {
        if (status >= 500) {
            return "error.ours";
        } else if (status == 405 || status == 404) {
            return "error.address";
        }
        // A pupil with a card in the reader, who knows no start page.
        return exchange.path().equals("/session/handover") ? "error.handover" : "error.refused.page";
    }

    private void open(Exchange exchange, String template) {
        exchange.html(200, renderer.render(template, Frames.of(exchange)));
    }

    private void signedOut(Exchange exchange) throws Exception {
        // A kiosk's screen closes the window that it opened: see Frames.
        Frames.letOpenerClose(exchange);
        Fields query = Request.extractQueryParameters(exchange.request());
        boolean kiosk = "kiosk".equals(query.getValue("from"));
        // Only to the screen of a kiosk that is registered: whatever else the address names leads nowhere.
        String screen = kiosk ? people.screenOf(query.getValue("kiosk")).orElse("") : "";
        PageFrame frame = Frames.of(exchange);
        exchange.html(200, renderer.render("signed-out", frame, Map.of("kiosk", kiosk, "screen", screen)));
    }

    /** Somebody without a session goes to sign in, whatever they asked for: the answer says nothing about it. */
    private void signedIn(Exchange exchange, SessionEndpoint endpoint) throws Exception {
        Request request = exchange.request();
        Optional<SignedIn> session = sessions.current(request);
        if (session.isEmpty()) {
            exchange.seeOther("/sign-in");
            return;
        }
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        endpoint.answer(exchange, session.get());
    }

    /** Somebody who has fewer keys than they have to have adds one before anything else. */
    private void withKeys(Exchange exchange, SessionEndpoint endpoint) throws Exception {
        signedIn(exchange, (page, session) -> {
            if (session.mustAddKey()) {
                page.seeOther(KeyPages.KEYS);
            } else {
                endpoint.answer(page, session);
            }
        });
    }

    /** What answers somebody who is signed in. */
    @FunctionalInterface
    interface SessionEndpoint {
        void answer(Exchange exchange, SignedIn session) throws Exception;
    }
}
