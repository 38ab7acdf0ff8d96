package org.lanyard.session.pages;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.Exchange;

/** The page for an address that leads nowhere. It is the same for all of them, and carries nothing of the address. */
final class NotFound extends Handler.Abstract.NonBlocking {
    private final Renderer renderer;

    NotFound(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback);
        answer(renderer, exchange, Frames.of(exchange));
        return true;
    }

    static void answer(Renderer renderer, Exchange exchange, PageFrame frame) {
        exchange.html(404, renderer.render("not-found", frame));
    }
}
