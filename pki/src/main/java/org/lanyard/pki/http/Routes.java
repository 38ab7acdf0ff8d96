package org.lanyard.pki.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Exact paths to endpoints. A path that is not here is left to the next handler; a path that is here with another
 * method is answered 405 with {@code Allow}. What an endpoint throws goes to the {@link ErrorAnswer}.
 *
 * <p>Reading: {@code new Routes(errors).post("/token", token::answer).get("/jwks", jwks::answer)}. GET answers HEAD too.
 */
public final class Routes extends Handler.Abstract {
    private final ErrorAnswer errors;
    private final Map<String, Map<String, Endpoint>> paths = new HashMap<>();

    public Routes(ErrorAnswer errors) {
        this.errors = errors;
    }

    public Routes get(String path, Endpoint endpoint) {
        add("HEAD", path, endpoint);
        return add("GET", path, endpoint);
    }

    public Routes post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    private Routes add(String method, String path, Endpoint endpoint) {
        if (paths.computeIfAbsent(path, p -> new LinkedHashMap<>()).putIfAbsent(method, endpoint) != null) {
            throw new IllegalArgumentException(method + " " + path + " is already there");
        }
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Map<String, Endpoint> methods = paths.get(Request.getPathInContext(request));
        if (methods == null) {
            return false;
        }
        Exchange exchange = new Exchange(request, response, callback);
        try {
            Endpoint endpoint = methods.get(request.getMethod());
            if (endpoint == null) {
                response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", new TreeSet<>(methods.keySet())));
                throw new HttpRefusal(HttpReason.METHOD_NOT_ALLOWED);
            }
            endpoint.answer(exchange);
        } catch (Exception failure) {
            errors.answer(exchange, failure);
        }
        return true;
    }
}
