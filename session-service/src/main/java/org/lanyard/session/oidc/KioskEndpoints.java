package org.lanyard.session.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.Json;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.challenge.Challenges;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.door.Door;
import org.lanyard.session.door.PassDoor;
import org.lanyard.session.door.Proof;
import org.lanyard.session.login.Leases;
import org.lanyard.session.login.Opening;
import org.lanyard.session.login.SessionLimits;

/** What a kiosk asks: a challenge, a session for a card, more time for it. */
public final class KioskEndpoints {
    /** The grant of RFC 7523 §2.1. */
    public static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /** The grant for a lesson pass, an extension of ours (RFC 6749 §4.5). */
    public static final String PASS_GRANT = "urn:lanyard:params:oauth:grant-type:lesson-pass";

    static final String SCOPE = "lease";
    private static final int ONE_ASSERTION = 20 * 1024;
    private static final int TWO_ASSERTIONS = 40 * 1024;
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 128;

    private final Door door;
    private final PassDoor passes;
    private final KioskAuthentication kiosks;
    private final Challenges challenges;
    private final Leases leases;
    private final SessionLimits limits;
    private final Refusals refusals;
    private final InstantSource clock;
    private final String handoverUri;

    public KioskEndpoints(
            Door door,
            PassDoor passes,
            KioskAuthentication kiosks,
            Challenges challenges,
            Leases leases,
            SessionLimits limits,
            Refusals refusals,
            InstantSource clock,
            URI issuer) {
        this.door = door;
        this.passes = passes;
        this.kiosks = kiosks;
        this.challenges = challenges;
        this.leases = leases;
        this.limits = limits;
        this.refusals = refusals;
        this.clock = clock;
        this.handoverUri = issuer + "/session/handover";
    }

    /** POST /challenge: {@code client_assertion_type, client_assertion} → {@code challenge, expires_in, time}. */
    public void challenge(Exchange exchange) throws Exception {
        String kiosk = kiosks.authenticate(exchange.form(ONE_ASSERTION));
        ObjectNode body = Json.object();
        body.put("challenge", challenges.issue(Purpose.KIOSK, kiosk, ""));
        body.put("expires_in", Challenges.LIFETIME.toSeconds());
        exchange.json(200, timed(body));
    }

    /** POST /token: the door's mouth for kiosks. */
    public void token(Exchange exchange) throws Exception {
        Form form = exchange.form(TWO_ASSERTIONS);
        String grant = form.require("grant_type");
        if (!grant.equals(GRANT) && !grant.equals(PASS_GRANT)) {
            throw new RefusedException(Reason.GRANT_TYPE);
        }
        String presented = form.require(grant.equals(GRANT) ? "assertion" : "pass");
        String kiosk = KioskAuthentication.assertionOf(form);
        Opening.AtKiosk opened;
        try {
            opened = grant.equals(GRANT)
                    ? door.open(new Proof.Tap(presented, kiosk))
                    : passes.open(new Proof.Pass(presented, kiosk));
        } catch (RefusedException refused) {
            refusals.door(exchange, refused);
            return;
        }
        ObjectNode body = Json.object();
        body.put("access_token", opened.lease().reveal());
        body.put("token_type", "Bearer");
        body.put("expires_in", limits.lease().toSeconds());
        body.put("scope", SCOPE);
        body.put("acr", opened.acr().uri());
        body.put("handover_code", opened.handover().reveal());
        body.put("handover_uri", handoverUri);
        body.put("picture", opened.picture().code());
        body.put("challenge", challenges.issue(Purpose.KIOSK, opened.kiosk().toString(), ""));
        body.put("challenge_expires_in", Challenges.LIFETIME.toSeconds());
        exchange.json(200, timed(body));
    }

    /** POST /lease, with the handle as bearer token (RFC 6750 §2.1): renews, and hands out a fresh challenge. */
    public void lease(Exchange exchange) throws Exception {
        Leases.Renewed renewed = leases.renew(bearer(exchange));
        ObjectNode body = Json.object();
        body.put("expires_in", limits.lease().toSeconds());
        body.put("idle_for", renewed.idleFor().toSeconds());
        body.put("challenge", challenges.issue(Purpose.KIOSK, renewed.kiosk().toString(), ""));
        body.put("challenge_expires_in", Challenges.LIFETIME.toSeconds());
        exchange.json(200, timed(body));
    }

    private static String bearer(Exchange exchange) throws Exception {
        Optional<String> header = exchange.header(HttpHeader.AUTHORIZATION);
        return header.filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()))
                .filter(token -> !token.isEmpty() && token.length() <= LONGEST_TOKEN)
                .orElseThrow(() -> new RefusedException(Reason.TOKEN_MISSING));
    }

    private ObjectNode timed(ObjectNode body) {
        return body.put("time", clock.instant().getEpochSecond());
    }
}
