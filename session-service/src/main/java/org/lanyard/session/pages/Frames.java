package org.lanyard.session.pages;

import java.util.Optional;
import org.lanyard.pki.http.Exchange;
import org.lanyard.session.kiosk.KioskPlace;
import org.lanyard.session.login.SignedIn;
import org.lanyard.session.pages.PageFrame.SessionFrame;

/** Makes the frame of the page that answers a request. */
final class Frames {
    private Frames() {}

    /** The frame of a page that nobody has to be signed in for. */
    static PageFrame of(Exchange exchange) {
        return of(exchange, Optional.empty(), Optional.empty());
    }

    /** @param kiosk where the session was opened, if at one */
    static PageFrame of(Exchange exchange, SignedIn session, Optional<KioskPlace> kiosk) {
        return of(exchange, Optional.of(session), kiosk);
    }

    private static PageFrame of(Exchange exchange, Optional<SignedIn> session, Optional<KioskPlace> kiosk) {
        Language language = LanguageChoice.of(exchange);
        // Relative, so that a page never repeats the address that it was asked for. What was posted cannot be got.
        boolean reads = exchange.request().getMethod().equals("GET")
                || exchange.request().getMethod().equals("HEAD");
        String link = (reads ? "" : "/") + "?" + LanguageChoice.PARAMETER + "="
                + language.other().code();
        session.filter(signedIn -> signedIn.kiosk().isPresent()).ifPresent(atKiosk -> letOpenerClose(exchange));
        String afterwards = kiosk.map(KioskPlace::screen).orElse("/signed-out");
        return new PageFrame(
                language, link, session.map(signedIn -> new SessionFrame(signedIn.csrfToken(), afterwards)));
    }

    /**
     * A kiosk's screen opens the window of a session and closes it again; COOP same-origin (HTML §7.1.3) would cut that
     * tie. Only pages that such a window can show are without it.
     */
    static void letOpenerClose(Exchange exchange) {
        exchange.response().getHeaders().put("Cross-Origin-Opener-Policy", "unsafe-none");
    }
}
