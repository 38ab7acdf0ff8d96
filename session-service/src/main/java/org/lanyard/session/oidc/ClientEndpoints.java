package org.lanyard.session.oidc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.store.Store;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.client.BasicCredentials;
import org.lanyard.session.client.Clients;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Leases;
import org.lanyard.session.login.SessionEvents;

/** What a client may ask about a token: whether it lives (RFC 7662), and that it shall not (RFC 7009). */
public final class ClientEndpoints {
    private static final int QUESTION = 4 * 1024;
    private static final int WITH_ASSERTION = 20 * 1024;
    private static final String NOT_ME = "not_me";

    private final Store store;
    private final Clients clients;
    private final KioskAuthentication kiosks;
    private final Leases leases;
    private final SessionEvents events;
    private final String issuer;

    public ClientEndpoints(
            Store store, Clients clients, KioskAuthentication kiosks, Leases leases, SessionEvents events, URI issuer) {
        this.store = store;
        this.clients = clients;
        this.kiosks = kiosks;
        this.leases = leases;
        this.events = events;
        this.issuer = issuer.toString();
    }

    /**
     * POST /introspect (RFC 7662). What is told says nothing of the pupil: no {@code sub}, no {@code username}. One SELECT
     * for client and token together.
     */
    public void introspect(Exchange exchange) throws Exception {
        BasicCredentials basic = basic(exchange);
        String token = exchange.form(QUESTION).require("token");
        Leases.Asked asked = leases.ask(basic.clientId(), token);
        new Clients.Registered(
                        asked.secretHash().orElseThrow(() -> new RefusedException(Reason.CLIENT_UNKNOWN)),
                        asked.clientActive())
                .authenticate(basic.secret());
        ObjectNode body = Json.object();
        body.put("active", asked.lease().isPresent());
        asked.lease().ifPresent(lease -> tell(body, lease));
        exchange.json(200, body);
    }

    /**
     * POST /revoke (RFC 7009), with {@code reason=not_me} where the pupil said that the picture is another's: by the kiosk that the token was issued to, or by a registered client, to which today no
     * token is issued. An unknown token is no error (§2.2).
     */
    public void revoke(Exchange exchange) throws Exception {
        Form form = exchange.form(WITH_ASSERTION);
        String client = authenticate(exchange, form);
        if (leases.end(form.require("token"), client, reason(form))) {
            events.look();
        }
        exchange.empty(200);
    }

    private String authenticate(Exchange exchange, Form form) throws HttpRefusal, RefusedException {
        boolean byAssertion = form.find("client_assertion").isPresent();
        if (exchange.header(HttpHeader.AUTHORIZATION).isEmpty()) {
            if (!byAssertion) {
                throw new RefusedException(Reason.CLIENT_AUTHENTICATION_MISSING);
            }
            return kiosks.authenticate(form);
        }
        // RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        if (byAssertion) {
            throw new RefusedException(Reason.CLIENT_AUTHENTICATION_TWICE);
        }
        BasicCredentials basic = basic(exchange);
        Clients.Registered client = store.read(h -> clients.find(h, basic.clientId()))
                .orElseThrow(() -> new RefusedException(Reason.CLIENT_UNKNOWN));
        client.authenticate(basic.secret());
        return basic.clientId();
    }

    private static EndReason reason(Form form) throws HttpRefusal {
        Optional<String> told = form.find("reason");
        if (told.isEmpty()) {
            return EndReason.CARD_OUT;
        } else if (told.get().equals(NOT_ME)) {
            return EndReason.NOT_ME;
        }
        throw new HttpRefusal(HttpReason.UNKNOWN_PARAMETER, "reason");
    }

    private static BasicCredentials basic(Exchange exchange) throws HttpRefusal, RefusedException {
        Optional<String> header = exchange.header(HttpHeader.AUTHORIZATION);
        return BasicCredentials.parse(
                header.orElseThrow(() -> new RefusedException(Reason.CLIENT_AUTHENTICATION_MISSING)));
    }

    private void tell(ObjectNode body, Leases.Lease lease) {
        body.put("client_id", lease.kiosk().toString());
        body.put("token_type", "Bearer");
        body.put("scope", KioskEndpoints.SCOPE);
        body.put("iat", lease.issuedAt().getEpochSecond());
        body.put("exp", lease.expiresAt().getEpochSecond());
        body.put("iss", issuer);
        body.put("acr", lease.acr().uri());
        if (!lease.acr().amr().isEmpty()) {
            ArrayNode amr = body.putArray("amr");
            lease.acr().amr().forEach(amr::add);
        }
        lease.standing().ifPresent(standing -> body.put("card_standing", standing));
    }
}
