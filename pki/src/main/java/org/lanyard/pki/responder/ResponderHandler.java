package org.lanyard.pki.responder;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.OAuthErrors;
import org.lanyard.pki.store.Store;

/**
 * All that is published below {@code /pki}; other paths are left to the next handler.
 *
 * <pre>
 * POST /pki/ocsp   GET /pki/ocsp/BASE64
 * GET  /pki/crl/AUTHORITY/SHARD.crl   /pki/crl/AUTHORITY/SHARD-delta.crl     shard 0: all certificates
 * GET  /pki/ca/AUTHORITY.cer                                                  issuing authorities and roots
 * </pre>
 */
public final class ResponderHandler extends Handler.Abstract {
    private static final String PREFIX = "/pki/";

    private final OcspEndpoint ocsp;
    private final Publication publication;
    private final OAuthErrors errors;

    public ResponderHandler(OcspResponder responder, Store store, InstantSource clock, SecureRandom random) {
        this.ocsp = new OcspEndpoint(responder, clock);
        this.publication = new Publication(store, responder.issuers(), clock);
        this.errors = new OAuthErrors(random);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith(PREFIX)) {
            return false;
        }
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        Exchange exchange = new Exchange(request, response, callback);
        try {
            return answer(path, exchange);
        } catch (Exception failure) {
            errors.answer(exchange, failure);
            return true;
        }
    }

    private boolean answer(String path, Exchange exchange) throws Exception {
        String method = exchange.request().getMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (path.equals(OcspEndpoint.PATH)) {
            allow(method.equals("POST"), "POST", exchange);
            ocsp.post(exchange);
            return true;
        }
        if (path.startsWith(OcspEndpoint.PATH + "/")) {
            allow(reads, "GET, HEAD", exchange);
            ocsp.get(exchange);
            return true;
        }
        if (!reads) {
            return false;
        }
        return publication.get(path, exchange);
    }

    private static void allow(boolean allowed, String methods, Exchange exchange) throws HttpRefusal {
        if (!allowed) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, methods);
            throw new HttpRefusal(HttpReason.METHOD_NOT_ALLOWED);
        }
    }
}
