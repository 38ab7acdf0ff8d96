package org.lanyard.session.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.pki.store.Store;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;
import org.lanyard.session.login.SessionEvents;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;

/** POST /sign-out, form {@code csrf}: ends the session, has the browser forget, and goes to a page without one. */
final class SignOutEndpoint {
    private static final int SMALL = 1024;

    private final Store store;
    private final Sessions sessions;
    private final Ending ending;
    private final SessionEvents events;
    private final InstantSource clock;
    private final String origin;

    SignOutEndpoint(
            Store store, Sessions sessions, Ending ending, SessionEvents events, InstantSource clock, URI issuer) {
        this.store = store;
        this.sessions = sessions;
        this.ending = ending;
        this.events = events;
        this.clock = clock;
        this.origin = issuer.toString();
    }

    /** Which kiosk it was: the page leads back to that kiosk's screen, if it took the screen's window. */
    private static String kioskSignedOut(URI kiosk) {
        return EventsEndpoint.SIGNED_OUT + "?from=kiosk&kiosk="
                + URLEncoder.encode(kiosk.toString(), StandardCharsets.UTF_8);
    }

    void answer(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        Form form = exchange.form(SMALL).only(Set.of("csrf"));
        Optional<SignedIn> session = sessions.current(exchange.request());
        if (session.isPresent()) {
            Sessions.requireCsrf(session.get(), form);
            SignedIn who = session.get();
            store.transact(tx -> ending.session(
                    tx,
                    who.session(),
                    EndReason.SIGNED_OUT,
                    clock.instant(),
                    who.person().toString()));
            events.look();
        }
        boolean atKiosk = session.flatMap(SignedIn::kiosk).isPresent();
        if (atKiosk) {
            // A redirect's policy counts as a page's does (HTML §7.1.3.2): the screen still has to close this window.
            exchange.response().getHeaders().put("Cross-Origin-Opener-Policy", "unsafe-none");
        }
        // At a kiosk the next pupil uses the same browser. Elsewhere the host's other cookies are none of our business:
        // "cookies" clears those of the whole registrable domain (W3C Clear Site Data §3.1).
        exchange.response()
                .getHeaders()
                .put("Clear-Site-Data", atKiosk ? "\"cache\", \"cookies\", \"storage\"" : "\"cache\", \"storage\"");
        exchange.clearCookie(Sessions.COOKIE);
        exchange.clearCookie(PreSession.COOKIE);
        exchange.seeOther(session.flatMap(SignedIn::kiosk)
                .map(SignOutEndpoint::kioskSignedOut)
                .orElse(EventsEndpoint.SIGNED_OUT));
    }
}
