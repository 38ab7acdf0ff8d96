package org.lanyard.session.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.door.Door;
import org.lanyard.session.door.Proof;
import org.lanyard.session.login.Handovers;
import org.lanyard.session.login.Opening;
import org.lanyard.session.login.SessionEvents;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.pages.LanguageChoice;

/** How a browser comes to a session: by a key, old or new, or by a kiosk's hand-over. */
final class SignInEndpoints {
    private static final int SMALL = 1024;
    private static final int ASSERTION = 24 * 1024;
    private static final String HOME = "/me";

    private final Door door;
    private final Challenges challenges;
    private final Handovers handovers;
    private final SessionEvents events;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String origin;

    SignInEndpoints(
            Door door,
            Challenges challenges,
            Handovers handovers,
            SessionEvents events,
            InstantSource clock,
            SecureRandom random,
            URI issuer) {
        this.door = door;
        this.challenges = challenges;
        this.handovers = handovers;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.origin = issuer.toString();
    }

    /** POST /session/challenge: {@code {}} → {@code challenge, time}. */
    void challenge(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        exchange.json(SMALL);
        String preSession = PreSession.ensure(exchange, random);
        ObjectNode body = Json.object();
        body.put("challenge", challenges.issue(Purpose.SIGN_IN, preSession, ""));
        body.put("expires_in", Challenges.LIFETIME.toSeconds());
        exchange.json(200, body.put("time", clock.instant().getEpochSecond()));
    }

    /** POST /ceremony, form {@code assertion}: whether the door would take a registration; 204, and nothing kept. */
    void ceremony(Exchange exchange) throws Exception {
        door.rehearse(exchange.form(ASSERTION).require("assertion"));
        exchange.empty(204);
    }

    /** POST /session: the door's mouth for browsers; {@code assertion} → {@code location} and the cookie. */
    void open(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        String preSession = PreSession.require(exchange);
        String assertion = Json.requireString(exchange.json(ASSERTION), "assertion");
        Optional<String> former = exchange.cookie(Sessions.COOKIE);
        Opening.InBrowser opened =
                door.open(new Proof.Key(assertion, preSession, former, KeysEndpoints.device(exchange)));
        former.ifPresent(replaced -> events.look());
        exchange.clearCookie(PreSession.COOKIE);
        exchange.setCookie(Sessions.COOKIE, opened.cookie().reveal());
        exchange.json(200, Json.object().put("location", HOME));
    }

    /**
     * POST /session/handover, form {@code code} and perhaps {@code lang}: a kiosk's screen sends its browser here. The origin is the kiosk's, as
     * registered; the session gets an id that nobody knew before.
     */
    void handover(Exchange exchange) throws Exception {
        // The screen opened this window, and closes it when the card is taken out: the tie must not be cut.
        exchange.response().getHeaders().put("Cross-Origin-Opener-Policy", "unsafe-none");
        Form form = exchange.form(SMALL).only(Set.of("code", "lang"));
        String code = form.require("code");
        String kiosk = exchange.header(HttpHeader.ORIGIN).orElse("");
        Optional<String> former = exchange.cookie(Sessions.COOKIE);
        String cookie = handovers.redeem(code, kiosk, former).reveal();
        former.ifPresent(replaced -> events.look());
        // The one before may have gone without a page of ours to clear what they left. Cookies are replaced one by one
        // below.
        exchange.response().getHeaders().put("Clear-Site-Data", "\"storage\"");
        exchange.clearCookie(PreSession.COOKIE);
        exchange.setCookie(Sessions.COOKIE, cookie);
        // The pupil goes on in the language that they chose at the screen.
        form.find("lang").ifPresent(tag -> LanguageChoice.remember(exchange, tag));
        exchange.seeOther(HOME);
    }
}
