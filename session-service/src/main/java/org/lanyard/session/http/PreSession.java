package org.lanyard.session.http;

import java.security.SecureRandom;
import java.util.Optional;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.Secret;

/** The cookie of a browser that nobody has signed in with yet: 256 random bits that challenges are bound to. No row is kept. */
final class PreSession {
    static final String COOKIE = "__Host-lanyard-pre";
    private static final int BYTES = 32;
    private static final int LENGTH = 43;

    private PreSession() {}

    /** The browser's value; a new one is set where it has none. */
    static String ensure(Exchange exchange, SecureRandom random) throws HttpRefusal {
        Optional<String> present = find(exchange);
        if (present.isPresent()) {
            return present.get();
        }
        String fresh = Secret.random(random, BYTES).reveal();
        exchange.setCookie(COOKIE, fresh);
        return fresh;
    }

    /** @throws RefusedException PRE_SESSION_MISSING */
    static String require(Exchange exchange) throws HttpRefusal, RefusedException {
        return find(exchange).orElseThrow(() -> new RefusedException(Reason.PRE_SESSION_MISSING));
    }

    private static Optional<String> find(Exchange exchange) throws HttpRefusal {
        return exchange.cookie(COOKIE).filter(value -> value.length() == LENGTH);
    }
}
