package org.lanyard.session.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Json;
import org.lanyard.session.login.Acr;

/** What this server can do, for programs to read (RFC 8414, OpenID Connect Discovery): what exists today and no more. */
public final class Metadata {
    private final byte[] document;
    private final byte[] keys;

    public Metadata(URI issuer) {
        ObjectNode body = Json.object();
        body.put("issuer", issuer.toString());
        body.put("token_endpoint", issuer + "/token");
        body.put("introspection_endpoint", issuer + "/introspect");
        body.put("revocation_endpoint", issuer + "/revoke");
        body.put("jwks_uri", issuer + "/jwks");
        list(body, "grant_types_supported", List.of(KioskEndpoints.GRANT, KioskEndpoints.PASS_GRANT));
        // RFC 8414 §2 requires the member; there is no authorization endpoint yet.
        list(body, "response_types_supported", List.of());
        list(body, "scopes_supported", List.of(KioskEndpoints.SCOPE));
        list(body, "token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        list(body, "token_endpoint_auth_signing_alg_values_supported", List.of("ES256", "ES384", "RS256", "PS256"));
        list(body, "introspection_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        list(body, "revocation_endpoint_auth_methods_supported", List.of("private_key_jwt", "client_secret_basic"));
        list(
                body,
                "revocation_endpoint_auth_signing_alg_values_supported",
                List.of("ES256", "ES384", "RS256", "PS256"));
        list(
                body,
                "acr_values_supported",
                List.of(Acr.PASS.uri(), Acr.TAP.uri(), Acr.TAP_PIN.uri(), Acr.PASSKEY.uri(), Acr.KEY.uri()));
        this.document = Json.bytes(body);
        ObjectNode set = Json.object();
        set.putArray("keys");
        this.keys = Json.bytes(set);
    }

    /** GET /.well-known/openid-configuration and /.well-known/oauth-authorization-server. */
    public void document(Exchange exchange) {
        cached(exchange, "application/json", document);
    }

    /** GET /jwks (RFC 7517 §5): no token is signed yet, so there is no key to verify one with. */
    public void keys(Exchange exchange) {
        cached(exchange, "application/jwk-set+json", keys);
    }

    private static void cached(Exchange exchange, String type, byte[] body) {
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "public, max-age=300");
        exchange.bytes(200, type, body);
    }

    private static void list(ObjectNode body, String name, List<String> values) {
        var array = body.putArray(name);
        values.forEach(array::add);
    }
}
