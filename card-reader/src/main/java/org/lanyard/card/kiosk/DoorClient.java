package org.lanyard.card.kiosk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.lanyard.card.kiosk.DoorAnswer.Refused;
import org.lanyard.card.kiosk.Grant.HandOverCode;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.KioskClaims;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.keystore.SigningKey;

/**
 * The door, as a kiosk speaks with it: {@code /challenge}, {@code /token} (RFC 7523 §2.1), {@code /lease} and {@code
 * /revoke} (RFC 7009), the kiosk authenticating itself by a {@code client_assertion} (RFC 7523 §2.2). Every call ends
 * within its timeout. May be called from several threads.
 */
public final class DoorClient {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String PASS_GRANT = "urn:lanyard:params:oauth:grant-type:lesson-pass";
    /** A name that can stand in an address as it is. */
    private static final Pattern PICTURE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** The door allows 60 s; the clocks agree within a second. */
    static final Duration ASSERTION_LIFETIME = Duration.ofSeconds(45);
    /** For an answer that takes the door no time: longer means that it, or the way to it, is gone. */
    static final Duration QUICK = Duration.ofMillis(1200);

    private final String issuer;
    private final URI kiosk;
    private final Supplier<SigningKey> key;
    private final ServerClock clock;
    private final SecureRandom random;
    private final DoorCalls calls;

    /**
     * @param issuer the door's issuer identifier, and the base of its addresses
     * @param kiosk this kiosk's {@code client_id}: the URI in its certificate
     */
    public DoorClient(URI issuer, URI kiosk, SigningKey key, ServerClock clock, SecureRandom random) {
        this(issuer, kiosk, () -> key, clock, random);
    }

    /**
     * As the other, with a key that changes now and then.
     *
     * @param key the one to sign with at the moment of asking
     */
    public DoorClient(URI issuer, URI kiosk, Supplier<SigningKey> key, ServerClock clock, SecureRandom random) {
        this(issuer, kiosk, key, clock, random, Optional.empty());
    }

    /** The door of a kiosk's configuration. */
    public static DoorClient of(KioskConfig config, Supplier<SigningKey> key, ServerClock clock, SecureRandom random)
            throws PkiException {
        Optional<Path> root = config.enrolment().flatMap(KioskConfig.Enrolment::root);
        Optional<SSLContext> tls = root.isPresent() ? Optional.of(TrustedRoots.and(root.get())) : Optional.empty();
        return new DoorClient(config.issuer(), config.clientId(), key, clock, random, tls);
    }

    private DoorClient(
            URI issuer,
            URI kiosk,
            Supplier<SigningKey> key,
            ServerClock clock,
            SecureRandom random,
            Optional<SSLContext> tls) {
        this.issuer = Objects.requireNonNull(issuer).toString();
        this.kiosk = Objects.requireNonNull(kiosk);
        this.key = Objects.requireNonNull(key);
        this.clock = Objects.requireNonNull(clock);
        this.random = Objects.requireNonNull(random);
        this.calls = new DoorCalls(this.issuer, clock, tls);
    }

    /** The {@code aud} of every assertion for this door. */
    public String audience() {
        return issuer;
    }

    /** This kiosk's {@code client_id}. */
    public URI kiosk() {
        return kiosk;
    }

    public ServerClock clock() {
        return clock;
    }

    /** Whether the service can serve now; its answer tells the time as well. */
    public DoorAnswer<Boolean> ready() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(calls.at("/health/ready")).GET();
        return calls.within(QUICK, request, DoorFailure.BROKEN, body -> true);
    }

    /**
     * A fresh challenge. If the door refuses the kiosk and tells its time, the clock is corrected and the call made once
     * more: a kiosk whose clock is wrong asks twice the first time.
     */
    public DoorAnswer<Challenge> challenge() {
        Duration before = clock.correction();
        DoorAnswer<Challenge> answer = askForChallenge();
        boolean corrected = answer instanceof Refused<Challenge> refused
                && refused.timeTold()
                && clock.correction().minus(before).abs().compareTo(Duration.ofSeconds(2)) > 0;
        return corrected ? askForChallenge() : answer;
    }

    private DoorAnswer<Challenge> askForChallenge() {
        return authenticated(
                new LinkedHashMap<>(),
                Optional.empty(),
                randomId(),
                form -> calls.ask(
                        form("/challenge", form),
                        DoorFailure.KIOSK_REFUSED,
                        body -> new Challenge(
                                DoorCalls.text(body, "challenge"),
                                clock.instant().plus(DoorCalls.seconds(body, "expires_in")))));
    }

    /**
     * Has the door open a session.
     *
     * @param cardAssertion signed by the card over {@code challenge}
     */
    public DoorAnswer<Grant> token(String cardAssertion, Challenge challenge) {
        return token(GRANT_TYPE, "assertion", cardAssertion, challenge);
    }

    /**
     * Has the door open a session for a lesson pass. No card signed anything: the kiosk vouches for the pass as it does for
     * an assertion, by its hash.
     */
    public DoorAnswer<Grant> pass(PassCode pass, Challenge challenge) {
        return token(PASS_GRANT, "pass", pass.plain(), challenge);
    }

    private DoorAnswer<Grant> token(String type, String name, String proof, Challenge challenge) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", type);
        form.put(name, proof);
        return authenticated(
                form,
                Optional.of(KioskClaims.hashOf(proof)),
                challenge.value(),
                whole -> calls.ask(form("/token", whole), DoorFailure.KIOSK_REFUSED, this::readGrant));
    }

    /** The drawing (SVG) of a picture that a grant named. */
    public DoorAnswer<byte[]> picture(String name) {
        if (!PICTURE.matcher(name).matches()) {
            return new Refused<>(DoorFailure.BAD_ANSWER, Optional.empty(), false);
        }
        return calls.fetch(HttpRequest.newBuilder(calls.at("/assets/pictures/" + name + ".svg")));
    }

    /** Renews the session's lease. */
    public DoorAnswer<LeaseNews> lease(String handle) {
        HttpRequest.Builder request = HttpRequest.newBuilder(calls.at("/lease"))
                .header("Authorization", "Bearer " + handle)
                .POST(HttpRequest.BodyPublishers.noBody());
        return calls.ask(
                request,
                DoorFailure.OVER,
                body -> new LeaseNews(
                        DoorCalls.seconds(body, "expires_in"),
                        body.has("idle_for") ? Optional.of(DoorCalls.seconds(body, "idle_for")) : Optional.empty()));
    }

    /**
     * Ends the session. Ending one that is over already is no failure (RFC 7009 §2.2).
     *
     * @param notMe whether whoever holds the card says that it is another's
     */
    public DoorAnswer<Boolean> revoke(String handle, boolean notMe) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", handle);
        if (notMe) {
            form.put("reason", "not_me");
        }
        return authenticated(
                form,
                Optional.empty(),
                randomId(),
                whole -> calls.tell(form("/revoke", whole), DoorFailure.KIOSK_REFUSED));
    }

    private Grant readGrant(ObjectNode body) throws HttpRefusal {
        URI uri = URI.create(DoorCalls.text(body, "handover_uri"));
        // The screen posts there: an address elsewhere would take the pupil's session elsewhere.
        if (!uri.toString().startsWith(issuer + "/")) {
            throw new IllegalArgumentException("handover_uri is not the door's");
        }
        return new Grant(
                DoorCalls.text(body, "access_token"),
                DoorCalls.seconds(body, "expires_in"),
                new HandOverCode(DoorCalls.text(body, "handover_code"), uri),
                new Challenge(
                        DoorCalls.text(body, "challenge"),
                        clock.instant().plus(DoorCalls.seconds(body, "challenge_expires_in"))),
                body.has("picture") ? Optional.of(picture(body)) : Optional.empty());
    }

    private static String picture(ObjectNode body) throws HttpRefusal {
        String name = DoorCalls.text(body, "picture");
        if (!PICTURE.matcher(name).matches()) {
            throw new IllegalArgumentException("picture");
        }
        return name;
    }

    /** Adds what authenticates this kiosk to {@code form}, and makes the call with it. */
    private <T> DoorAnswer<T> authenticated(
            Map<String, String> form,
            Optional<String> assertionHash,
            String jti,
            Function<Map<String, String>, DoorAnswer<T>> call) {
        Instant now = clock.instant();
        KioskClaims claims = new KioskClaims(kiosk, issuer, now, now.plus(ASSERTION_LIFETIME), jti, assertionHash);
        form.put("client_assertion_type", ASSERTION_TYPE);
        try {
            form.put("client_assertion", AssertionWriter.write(claims, key.get()));
        } catch (PkiException failed) {
            return new Refused<>(DoorFailure.KEY_FAILED, Optional.empty(), false);
        }
        return call.apply(form);
    }

    private HttpRequest.Builder form(String path, Map<String, String> parameters) {
        return HttpRequest.newBuilder(calls.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(DoorCalls.encode(parameters), StandardCharsets.US_ASCII));
    }

    private String randomId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return base64Url(id);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
