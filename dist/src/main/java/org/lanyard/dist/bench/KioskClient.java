package org.lanyard.dist.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.keystore.SigningKey;

/**
 * A kiosk as the node sees it, without reader and screen. It signs beforehand and sends later, and holds the next challenge
 * ready as the real agent does. One thread at a time.
 */
final class KioskClient {
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFETIME = Duration.ofSeconds(45);
    /** A challenge lives for two minutes; one older than this is not begun with. */
    private static final Duration FRESH = Duration.ofSeconds(45);

    private final String issuer;
    private final URI id;
    private final SigningKey key;
    private final InstantSource clock;
    private final SecureRandom random;
    private String challenge;
    private Instant challengeAt = Instant.EPOCH;
    private String handle;

    KioskClient(URI issuer, URI id, SigningKey key, InstantSource clock, SecureRandom random) {
        this.issuer = issuer.toString();
        this.id = id;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    URI id() {
        return id;
    }

    SigningKey key() {
        return key;
    }

    /** The handle of the session that is open here. */
    String handle() {
        return handle;
    }

    /** Asks for a challenge if it has none that is fresh. */
    void holdChallenge(KeptConnection connection) throws Exception {
        if (challengeAt.plus(FRESH).isBefore(clock.instant())) {
            keep(Answers.ok(connection.post("/challenge", FORM, authentication(randomId(), Optional.empty()))));
        }
    }

    /** The sign-in of a card: both assertions are signed here, and sent when the operation runs. */
    Workload.Operation signIn(BenchSchool.Card card) throws PkiException {
        Instant now = clock.instant();
        String assertion = AssertionWriter.write(
                new CardClaims(card.id(), issuer, now, now.plus(LIFETIME), challenge, id), card.key());
        String body = "grant_type=" + encode(GRANT) + "&assertion=" + assertion + "&"
                + authentication(challenge, Optional.of(KioskClaims.hashOf(assertion)));
        return connection -> {
            JsonNode granted = Answers.ok(connection.post("/token", FORM, body));
            handle = Answers.text(granted, "access_token");
            keep(granted);
        };
    }

    /** The card is taken out. */
    Workload.Operation signOut() throws PkiException {
        String body = "token=" + encode(handle) + "&" + authentication(randomId(), Optional.empty());
        return connection -> Answers.requireOk(connection.post("/revoke", FORM, body));
    }

    private void keep(JsonNode answer) throws IOException {
        challenge = Answers.text(answer, "challenge");
        challengeAt = clock.instant();
    }

    private String authentication(String jti, Optional<String> hash) throws PkiException {
        Instant now = clock.instant();
        KioskClaims claims = new KioskClaims(id, issuer, now, now.plus(LIFETIME), jti, hash);
        return "client_assertion_type=" + encode(TYPE) + "&client_assertion=" + AssertionWriter.write(claims, key);
    }

    private String randomId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
