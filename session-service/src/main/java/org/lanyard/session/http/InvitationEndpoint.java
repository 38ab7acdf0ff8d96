package org.lanyard.session.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.jetty.server.Request;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.SameOrigin;
import org.lanyard.pki.store.Store;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.invitation.InvitationCode;
import org.lanyard.session.invitation.InvitationOpening;
import org.lanyard.session.invitation.SecondCode;
import org.lanyard.session.oidc.Refusals;

/** Where a browser presents the codes of an invitation. */
final class InvitationEndpoint {
    private static final int SMALL = 1024;

    private final Store store;
    private final InvitationOpening invitations;
    private final Challenges challenges;
    private final Refusals refusals;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String origin;

    InvitationEndpoint(
            Store store,
            InvitationOpening invitations,
            Challenges challenges,
            Refusals refusals,
            InstantSource clock,
            SecureRandom random,
            URI issuer) {
        this.store = store;
        this.invitations = invitations;
        this.challenges = challenges;
        this.refusals = refusals;
        this.clock = clock;
        this.random = random;
        this.origin = issuer.toString();
    }

    /**
     * POST /invitation/open: {@code code}, and {@code second} where there is one → {@code challenge, handle, name, display_name,
     * creation}.
     * What cannot be a code goes the same way as one that nobody has.
     */
    void open(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        ObjectNode body = exchange.json(SMALL);
        JsonNode second = body.path("second");
        InvitationOpening.Asked asked = new InvitationOpening.Asked(
                InvitationCode.typed(Json.requireString(body, "code")),
                SecondCode.typed(second.isTextual() ? second.textValue() : ""),
                PreSession.ensure(exchange, random),
                Request.getRemoteAddr(exchange.request()));
        try {
            Held held = store.<InvitationOpening.Outcome, RuntimeException>transact(
                            tx -> invitations.open(tx, asked, clock.instant()))
                    .orThrow();
            answer(exchange, asked.preSession(), held);
        } catch (RefusedException refused) {
            refusals.invitation(exchange, refused);
        }
    }

    private void answer(Exchange exchange, String preSession, Held held) {
        ObjectNode body = Json.object();
        body.put("challenge", challenges.issue(Purpose.REGISTRATION, preSession, held.handle()));
        body.put("handle", held.handle());
        body.put("name", held.givenName());
        body.put("display_name", held.givenName() + " " + held.familyName());
        body.set("creation", store.read(h -> CreationAnswer.of(h, held.person())));
        exchange.json(200, body.put("time", clock.instant().getEpochSecond()));
    }
}
