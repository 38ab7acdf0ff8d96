package org.lanyard.session.http;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.pki.store.Store;
import org.lanyard.session.login.Acr;
import org.lanyard.session.login.Sessions;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.people.Picture;
import org.lanyard.session.people.Pictures;

/** POST /me/picture, form {@code csrf, picture}: the picture that whoever is signed in has from now on. */
final class PictureEndpoint {
    private static final int SMALL = 1024;

    private final Store store;
    private final Sessions sessions;
    private final Pictures pictures;
    private final InstantSource clock;
    private final String origin;

    PictureEndpoint(Store store, Sessions sessions, Pictures pictures, InstantSource clock, URI issuer) {
        this.store = store;
        this.sessions = sessions;
        this.pictures = pictures;
        this.clock = clock;
        this.origin = issuer.toString();
    }

    void answer(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        Form form = exchange.form(SMALL).only(Set.of("csrf", "picture"));
        Optional<SignedIn> session = sessions.current(exchange.request());
        if (session.isEmpty()) {
            exchange.seeOther("/sign-in");
            return;
        }
        SignedIn who = session.get();
        if (who.kiosk().isPresent()) {
            // A redirect's policy counts as a page's does (HTML §7.1.3.2): the screen has to keep hold of this window.
            exchange.response().getHeaders().put("Cross-Origin-Opener-Policy", "unsafe-none");
        }
        Sessions.requireCsrf(who, form);
        Picture picture = Picture.of(form.require("picture"))
                .orElseThrow(() -> new HttpRefusal(HttpReason.UNKNOWN_PARAMETER, "picture"));
        // Whoever found a pass on the floor shall not change by what its owner knows their own card: the page doesn't
        // ask.
        if (who.acr() != Acr.PASS) {
            UUID person = who.person();
            store.transact(tx -> pictures.choose(tx, person, picture, clock.instant(), person.toString()));
        }
        exchange.seeOther("/me");
    }
}
