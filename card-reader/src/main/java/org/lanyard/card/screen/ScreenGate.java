package org.lanyard.card.screen;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.ErrorAnswer;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.SameOrigin;

/**
 * Lets only our own page through. {@code Host} names this address and nothing else (a name rebound to loopback ends
 * here); what changes something says by {@code Origin} that our page sends it; what is read is read by our page, or is
 * the page itself being opened.
 */
final class ScreenGate extends Handler.Wrapper {
    private final String authority;
    private final String origin;
    private final ErrorAnswer errors;

    ScreenGate(Handler next, int port, ErrorAnswer errors) {
        super(next);
        this.authority = "127.0.0.1:" + port;
        this.origin = "http://" + authority;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Exchange exchange = new Exchange(request, response, callback);
        try {
            SameOrigin.requireHost(exchange, Set.of(authority));
            if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
                requireOurReader(exchange);
            } else {
                SameOrigin.require(exchange, origin);
            }
        } catch (HttpRefusal refusal) {
            errors.answer(exchange, refusal);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private void requireOurReader(Exchange exchange) throws HttpRefusal {
        Optional<String> from = exchange.header(HttpHeader.ORIGIN);
        if (from.isPresent() && !from.get().equals(origin)) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "Origin");
        }
        boolean opensThePage = exchange.path().equals("/")
                && exchange.header("Sec-Fetch-Mode").orElse("navigate").equals("navigate");
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        if (site.isPresent() && !opensThePage && !site.get().equals("same-origin")) {
            throw new HttpRefusal(HttpReason.FOREIGN_ORIGIN, "Sec-Fetch-Site");
        }
    }
}
