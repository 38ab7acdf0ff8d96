package org.lanyard.dist.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.keystore.SigningKey;

/** The service as a kiosk and a client of introspection call it, request by request, with every answer taken at its word. */
final class DoorCaller {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int LIFETIME_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI issuer;
    private final URI kiosk;
    private final SigningKey key;
    private final String basic;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private HttpClient http;

    /** @param status of HTTP */
    record Answer(int status, ObjectNode body) {
        boolean ok() {
            return status == 200;
        }
    }

    DoorCaller(URI issuer, URI kiosk, SigningKey key, String client, String secret) {
        this.issuer = issuer;
        this.kiosk = kiosk;
        this.key = key;
        this.basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        reconnect();
    }

    /** Forgets the connections to a service that was killed. */
    void reconnect() {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    String challenge() throws IOException {
        Answer answer = post("/challenge", Map.of("client_assertion", kioskAssertion(randomId(), Optional.empty())));
        require(answer.ok(), "a challenge was answered " + answer);
        return answer.body().get("challenge").textValue();
    }

    /** What a tap of {@code card} brings to the door. */
    CardBook.Attempt attempt(CardBook card, String challenge) {
        Instant now = clock.instant();
        try {
            String assertion = AssertionWriter.write(
                    new CardClaims(
                            card.id, issuer.toString(), now, now.plusSeconds(LIFETIME_SECONDS), challenge, kiosk),
                    card.key);
            return new CardBook.Attempt(
                    challenge, assertion, kioskAssertion(challenge, Optional.of(KioskClaims.hashOf(assertion))));
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer token(CardBook.Attempt attempt) throws IOException {
        return post(
                "/token",
                Map.of(
                        "grant_type",
                        GRANT,
                        "assertion",
                        attempt.cardAssertion(),
                        "client_assertion",
                        attempt.kioskAssertion()));
    }

    /** Whether the lease was renewed. */
    boolean renew(String handle) throws IOException {
        Answer answer = send(request("/lease").header("Authorization", "Bearer " + handle), Map.of());
        require(answer.ok() || answer.status() == 401, "a lease was answered " + answer);
        return answer.ok();
    }

    void signOut(String handle) throws IOException {
        Answer answer = post(
                "/revoke", Map.of("token", handle, "client_assertion", kioskAssertion(randomId(), Optional.empty())));
        require(answer.ok(), "a sign-out was answered " + answer);
    }

    boolean active(String handle) throws IOException {
        Answer answer = send(request("/introspect").header("Authorization", "Basic " + basic), Map.of("token", handle));
        require(answer.ok(), "an introspection was answered " + answer);
        return answer.body().get("active").booleanValue();
    }

    boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException notYet) {
            return false;
        }
    }

    private String kioskAssertion(String jti, Optional<String> hash) {
        Instant now = clock.instant();
        try {
            return AssertionWriter.write(
                    new KioskClaims(kiosk, issuer.toString(), now, now.plusSeconds(LIFETIME_SECONDS), jti, hash), key);
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer post(String path, Map<String, String> form) throws IOException {
        Map<String, String> whole = new LinkedHashMap<>(form);
        whole.put("client_assertion_type", TYPE);
        return send(request(path), whole);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(issuer.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    private Answer send(HttpRequest.Builder request, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray());
            require(answer.statusCode() < 500, answer.uri().getPath() + " was answered " + answer.statusCode());
            return new Answer(
                    answer.statusCode(), answer.body().length == 0 ? Json.object() : Json.parseObject(answer.body()));
        } catch (InterruptedException e) {
            throw new IOException(e);
        } catch (HttpRefusal e) {
            throw new AssertionError("an answer that is no JSON", e);
        }
    }

    private String randomId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
