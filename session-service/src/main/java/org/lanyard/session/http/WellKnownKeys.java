package org.lanyard.session.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.session.config.SessionConfig;

/** What browsers and keepers of passkeys read of this relying party before anybody signs in. */
final class WellKnownKeys {
    private final boolean related;
    private final byte[] origins;
    private final byte[] endpoints;

    WellKnownKeys(SessionConfig config) {
        this.related = !config.webauthn().relatedOrigins().isEmpty();
        ObjectNode told = Json.object();
        new TreeSet<>(config.webauthn().relatedOrigins()).forEach(told.withArray("origins")::add);
        this.origins = Json.bytes(told);
        String page = config.issuer() + "/me/keys";
        this.endpoints = Json.bytes(Json.object().put("enroll", page + "#add").put("manage", page));
    }

    /** GET /.well-known/webauthn (W3C WebAuthn Level 3 §5.11): the related origins; not there where there are none. */
    void relatedOrigins(Exchange exchange) throws HttpRefusal {
        if (!related) {
            throw new HttpRefusal(HttpReason.NOT_FOUND);
        }
        cached(exchange, origins);
    }

    /** GET /.well-known/passkey-endpoints (W3C, A Well-Known URL for Relying Party Passkey Endpoints §2). */
    void passkeyEndpoints(Exchange exchange) {
        cached(exchange, endpoints);
    }

    private static void cached(Exchange exchange, byte[] body) {
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "public, max-age=3600");
        exchange.bytes(200, "application/json", body);
    }
}
