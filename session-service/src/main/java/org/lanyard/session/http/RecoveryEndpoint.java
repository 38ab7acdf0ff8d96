package org.lanyard.session.http;

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
import org.lanyard.session.door.Proof;
import org.lanyard.session.door.RecoveryDoor;
import org.lanyard.session.invitation.Held;
import org.lanyard.session.oidc.Refusals;

/** Where a browser presents a one-time code. */
final class RecoveryEndpoint {
    private static final int SMALL = 1024;

    private final Store store;
    private final RecoveryDoor door;
    private final Challenges challenges;
    private final Refusals refusals;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String origin;

    RecoveryEndpoint(
            Store store,
            RecoveryDoor door,
            Challenges challenges,
            Refusals refusals,
            InstantSource clock,
            SecureRandom random,
            URI issuer) {
        this.store = store;
        this.door = door;
        this.challenges = challenges;
        this.refusals = refusals;
        this.clock = clock;
        this.random = random;
        this.origin = issuer.toString();
    }

    /**
     * POST /recovery/open: {@code code} → {@code challenge, handle, name, display_name, creation}. Whatever it is refused
     * for, the answer is one; what cannot be a code goes the same way as one that nobody has.
     */
    void open(Exchange exchange) throws Exception {
        SameOrigin.require(exchange, origin);
        String code = exchange.json(SMALL).path("code").asText("");
        String preSession = PreSession.ensure(exchange, random);
        Proof.Recovery proof = new Proof.Recovery(code, preSession, Request.getRemoteAddr(exchange.request()));
        try {
            answer(exchange, preSession, door.open(proof));
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
