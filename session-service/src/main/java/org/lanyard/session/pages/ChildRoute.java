package org.lanyard.session.pages;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.Endpoint;
import org.lanyard.pki.http.ErrorAnswer;
import org.lanyard.pki.http.Exchange;

/** GET of whatever is below {@code /children/}, an id or not: the page decides, so that no address tells more. */
final class ChildRoute extends Handler.Abstract {
    private final ErrorAnswer errors;
    private final Endpoint endpoint;

    ChildRoute(ErrorAnswer errors, Endpoint endpoint) {
        this.errors = errors;
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || !Request.getPathInContext(request).startsWith(Pages.CHILDREN)) {
            return false;
        }
        Exchange exchange = new Exchange(request, response, callback);
        try {
            endpoint.answer(exchange);
        } catch (Exception failure) {
            errors.answer(exchange, failure);
        }
        return true;
    }
}
