package org.lanyard.session.http;

import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers nobody but the proxies that speak https for us. Whoever else reaches the port would speak plain http. */
final class ListedProxies extends Handler.Wrapper {
    private final Set<String> addresses;

    ListedProxies(Set<String> addresses, Handler next) {
        super(next);
        this.addresses = addresses;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!addresses.isEmpty() && !addresses.contains(Request.getRemoteAddr(request))) {
            Response.writeError(request, response, callback, 403);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
