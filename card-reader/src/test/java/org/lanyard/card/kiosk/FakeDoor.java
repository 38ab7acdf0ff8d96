package org.lanyard.card.kiosk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Server;
import org.lanyard.pki.assertion.AssertionException;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.assertion.VerifiedCardAssertion;
import org.lanyard.pki.assertion.VerifiedKioskAssertion;
import org.lanyard.pki.http.Exchange;
import org.lanyard.pki.http.Form;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.Routes;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.testing.TestAuthority;

/**
 * A door over HTTP that really verifies what a kiosk brings: both assertions, the hash between them, the challenge once.
 * Its sessions live in memory; its time, and whether it is there at all, are the test's to change.
 */
final class FakeDoor implements AutoCloseable {
    private static final Duration CHALLENGE = Duration.ofSeconds(120);
    private static final String PASS_GRANT = "urn:lanyard:params:oauth:grant-type:lesson-pass";
    /** The one pass that is good here, and what stands for its card. */
    static final String PASS = "ABCDE12345";

    static final UUID BY_PASS = new UUID(0, 0);
    static final byte[] DRAWING = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final Set<String> challenges = new HashSet<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Instant> codes = new HashMap<>();
    private final Map<String, Session> unseen = new HashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final int port;
    private int known;
    private Server server;
    private AssertionVerifier verifier;

    volatile Duration ahead = Duration.ZERO;
    volatile Duration lease = Duration.ofSeconds(15);
    volatile Duration idleFor = Duration.ZERO;
    volatile boolean refusing;
    volatile Optional<String> picture = Optional.empty();
    volatile int drawings;
    /** It answers, and can serve nobody. */
    volatile boolean broken;

    /** A session as the door knows it. */
    static final class Session {
        final UUID card;
        final Profile profile;
        boolean over;
        int renewals;

        Session(UUID card, Profile profile) {
            this.card = card;
            this.profile = profile;
        }
    }

    FakeDoor(TestAuthority authority) {
        server = server(0);
        start(server);
        port = HttpServers.port(server);
        known = port;
        InstantSource clock = this::now;
        verifier = new AssertionVerifier(authority.validator(), issuer().toString(), clock);
    }

    /** Says that it is to be reached elsewhere than where it listens; before the kiosk is made. */
    FakeDoor behind(TestAuthority authority, int other) {
        known = other;
        verifier = new AssertionVerifier(authority.validator(), issuer().toString(), this::now);
        return this;
    }

    int port() {
        return port;
    }

    URI issuer() {
        return URI.create("http://localhost:" + known);
    }

    Instant now() {
        return Instant.now().plus(ahead);
    }

    /** What was done, in order: {@code challenge}, {@code open CARD}, {@code revoke CARD}, … */
    List<String> log() {
        return List.copyOf(log);
    }

    synchronized List<Session> live() {
        return sessions.values().stream().filter(session -> !session.over).toList();
    }

    synchronized List<Session> all() {
        return List.copyOf(sessions.values());
    }

    /** Forgets the sessions that are over, and what was done; the answer is how many they were. */
    synchronized int forget() {
        Set<Session> live = Set.copyOf(live());
        int over = sessions.size() - live.size();
        sessions.values().removeIf(session -> !live.contains(session));
        unseen.clear();
        codes.clear();
        log.clear();
        return over;
    }

    synchronized void endAll() {
        sessions.values().forEach(session -> session.over = true);
    }

    /** What a lease does in time to sessions whose kiosk was never told that they were opened. */
    synchronized void lapseUnseen() {
        unseen.values().forEach(session -> session.over = true);
        unseen.clear();
    }

    void goAway() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void comeBack() {
        server = server(port);
        start(server);
    }

    private static void start(Server server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Server server(int at) {
        Routes routes = new Routes((exchange, failure) -> refuse(exchange, 400, "invalid_request"))
                .get("/health/ready", this::ready)
                .post("/challenge", this::challenge)
                .post("/token", this::token)
                .post("/lease", this::lease)
                .post("/revoke", this::revoke)
                .get("/assets/pictures/fox.svg", this::drawing);
        Server made = HttpServers.listening("localhost", at, Optional.empty(), routes);
        made.setStopTimeout(0);
        return made;
    }

    private void ready(Exchange exchange) {
        exchange.json(broken ? 503 : 200, timed(Json.object().put("status", broken ? "not ready" : "ready")));
    }

    private void challenge(Exchange exchange) throws Exception {
        if (broken) {
            refuse(exchange, 500, "server_error");
            return;
        }
        try {
            kiosk(exchange.form(16 * 1024));
        } catch (AssertionException refused) {
            log.add("challenge refused " + refused.reason());
            refuse(exchange, 401, "invalid_client");
            return;
        }
        log.add("challenge");
        exchange.json(
                200, timed(Json.object().put("challenge", newChallenge()).put("expires_in", CHALLENGE.toSeconds())));
    }

    private void token(Exchange exchange) throws Exception {
        Form form = exchange.form(40 * 1024);
        ObjectNode body;
        try {
            VerifiedKioskAssertion kiosk = kiosk(form);
            if (form.require("grant_type").equals(PASS_GRANT)) {
                body = openWithPass(form.require("pass"), kiosk);
            } else {
                VerifiedCardAssertion card = verifier.verifyCard(form.require("assertion"));
                body = open(form.require("assertion"), kiosk, card);
            }
        } catch (AssertionException | IllegalStateException refused) {
            log.add("token refused " + refused.getMessage());
            refuse(exchange, 400, "invalid_grant");
            return;
        }
        exchange.json(200, timed(body));
    }

    private synchronized ObjectNode open(String assertion, VerifiedKioskAssertion kiosk, VerifiedCardAssertion card) {
        KioskClaims claims = kiosk.claims();
        require(claims.assertionHash().equals(Optional.of(KioskClaims.hashOf(assertion))), "hash");
        require(claims.jti().equals(card.claims().challenge()), "another challenge");
        require(card.claims().clientId().equals(claims.kiosk()), "another kiosk");
        require(card.leaf().card().equals(Optional.of(card.claims().card())), "another card");
        require(challenges.remove(claims.jti()), "challenge used or unknown");
        require(!refusing, "this card");
        return opened(new Session(card.claims().card(), card.leaf().profile()));
    }

    private synchronized ObjectNode openWithPass(String pass, VerifiedKioskAssertion kiosk) {
        KioskClaims claims = kiosk.claims();
        require(claims.assertionHash().equals(Optional.of(KioskClaims.hashOf(pass))), "hash");
        require(challenges.remove(claims.jti()), "challenge used or unknown");
        require(pass.equals(PASS), "this pass");
        return opened(new Session(BY_PASS, null));
    }

    private ObjectNode opened(Session session) {
        String handle = randomText();
        String code = randomText();
        sessions.put(handle, session);
        unseen.put(code, session);
        codes.put(code, now().plusSeconds(10));
        log.add("open " + session.card);
        ObjectNode answer = Json.object()
                .put("access_token", handle)
                .put("token_type", "Bearer")
                .put("expires_in", lease.toSeconds())
                .put("scope", "lease")
                .put("handover_code", code)
                .put("handover_uri", issuer() + "/session/handover")
                .put("challenge", newChallenge())
                .put("challenge_expires_in", CHALLENGE.toSeconds());
        picture.ifPresent(name -> answer.put("picture", name));
        return answer;
    }

    private void drawing(Exchange exchange) {
        drawings++;
        exchange.bytes(200, "image/svg+xml", DRAWING);
    }

    private void lease(Exchange exchange) throws Exception {
        String bearer = exchange.header(HttpHeader.AUTHORIZATION).orElse("");
        synchronized (this) {
            Session session = sessions.get(bearer.substring("Bearer ".length()));
            if (session != null && !session.over) {
                session.renewals++;
                exchange.json(
                        200,
                        timed(Json.object().put("expires_in", lease.toSeconds()).put("idle_for", idleFor.toSeconds())));
                return;
            }
        }
        refuse(exchange, 401, "invalid_token");
    }

    private void revoke(Exchange exchange) throws Exception {
        Form form = exchange.form(16 * 1024);
        try {
            kiosk(form);
        } catch (AssertionException refused) {
            refuse(exchange, 401, "invalid_client");
            return;
        }
        synchronized (this) {
            Session session = sessions.get(form.require("token"));
            if (session != null) {
                session.over = true;
                log.add("revoke " + session.card
                        + (form.find("reason").map(why -> " " + why).orElse("")));
            }
        }
        exchange.empty(200);
    }

    /** True once, within 10 s: what {@code POST /session/handover} asks. */
    synchronized boolean takeCode(String code) {
        unseen.remove(code);
        Instant until = codes.remove(code);
        return until != null && now().isBefore(until);
    }

    private VerifiedKioskAssertion kiosk(Form form) throws Exception {
        if (!form.require("client_assertion_type").equals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")) {
            throw new IllegalStateException("client_assertion_type");
        }
        return verifier.verifyKiosk(form.require("client_assertion"));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private void refuse(Exchange exchange, int status, String error) {
        exchange.json(status, timed(Json.object().put("error", error).put("support_code", "FAKEDR23")));
    }

    private ObjectNode timed(ObjectNode body) {
        return body.put("time", now().getEpochSecond());
    }

    private synchronized String newChallenge() {
        String challenge = randomText();
        challenges.add(challenge);
        return challenge;
    }

    private String randomText() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        goAway();
    }
}
