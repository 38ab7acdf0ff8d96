package org.lanyard.webauthn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Statements;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.Ranks;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

/** Whoever tries ids without their keys: is there such a credential, and is it that handle's? */
@DisplayName("W3C WebAuthn Level 3 §14.6.3: whether a credential is there is told by no answer and by no work")
class SameForAnyCredentialTest {
    private static final int TIMES = 2_000;
    /** A few microseconds of a millisecond in the same machine are not seen through a network. */
    private static final double BOUND = 0.15;

    private final SecureRandom random = new SecureRandom();
    private final SoftAuthenticator known = SoftAuthenticator.deviceBound(random);
    private final String handle = Ground.newHandle().toString();
    private TestStore store;
    private Service service;

    @BeforeEach
    void open() throws Exception {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        service = new Service(store.store());
        assertEquals(200, service.register(handle, known).status());
    }

    @AfterEach
    void close() {
        service.close();
        store.close();
    }

    /** What a stranger sends; each in two ways: of the credential that is there, and of one that is not. */
    private Map<String, Consumer<ObjectNode>> guesses() {
        Map<String, Consumer<ObjectNode>> all = new LinkedHashMap<>();
        all.put("a signature of another key", json -> {});
        all.put("no signature at all", json -> response(json).put("signature", "AAAA"));
        all.put("another's handle", json -> response(json).put("userHandle", "A".repeat(43)));
        all.put("no handle", json -> response(json).remove("userHandle"));
        all.put("client data of nothing", json -> response(json).put("clientDataJSON", "e30"));
        all.put("authenticator data cut short", json -> response(json).put("authenticatorData", "AAAA"));
        all.put("eligible for backup", json -> {
            byte[] data = Base64Url.decode(
                            response(json).path("authenticatorData").textValue())
                    .orElseThrow();
            data[32] |= 0x08;
            response(json).put("authenticatorData", Base64Url.encode(data));
        });
        return all;
    }

    private static ObjectNode response(ObjectNode json) {
        return (ObjectNode) json.path("response");
    }

    /** A response that names a credential and its handle, and is signed with a key that is neither's. */
    private String guess(ObjectNode options, boolean ofKnown, Consumer<ObjectNode> change) {
        HostileAuthenticator stranger = new HostileAuthenticator();
        ObjectNode creation = service.creation(handle);
        stranger.create(creation.path("publicKey").toString(), Ground.ORIGIN);
        ObjectNode json = Ground.json(stranger.get(options.path("publicKey").toString(), Ground.ORIGIN));
        // Asked in both cases, so that they differ in the id alone.
        String id = Ground.json(known.get(options.path("publicKey").toString(), Ground.ORIGIN))
                .path("id")
                .textValue();
        if (ofKnown) {
            json.put("id", id).put("rawId", id);
        }
        change.accept(json);
        return json.toString();
    }

    /** What an answer is made of, and what was done for it. */
    private record Told(int status, String headers, String body, List<String> statements, int signatures) {}

    private Told told(boolean ofKnown, Consumer<ObjectNode> change) {
        ObjectNode options = service.request();
        String guess = guess(options, ofKnown, change);
        try (Statements statements = new Statements();
                CountedVerifications verifications = new CountedVerifications()) {
            RawHttp.Answer answer = service.authenticate(options, guess);
            return new Told(
                    answer.status(),
                    answer.headers().toString().replaceAll("(?i)date: [^\\],]*, [^\\],]*", "date"),
                    answer.body().replaceAll("\"support_code\":\"[^\"]*\"", ""),
                    statements.sorted(),
                    verifications.count());
        }
    }

    @Test
    @DisplayName("the same answer, statements and signatures verified, whatever is wrong with the rest")
    void sameAnswerAndWork() {
        guesses().forEach((name, change) -> {
            Told ofNobody = told(false, change);
            assertEquals(ofNobody, told(true, change), name);
            assertEquals(400, ofNobody.status(), name);
        });
        Told plain = told(true, json -> {});
        assertEquals(1, plain.signatures(), "what is refused has cost a signature");
        assertTrue(plain.statements().size() == 1, () -> plain.statements().toString());
    }

    @Test
    @Tag("long")
    @DisplayName("nor by time: a rank test of answers in turn")
    void sameTime() throws Exception {
        guesses().forEach((name, change) -> {
            try {
                Ranks.probability(() -> nanos(false, change), () -> nanos(true, change), TIMES / 4, new Random(1));
                double longer =
                        Ranks.probability(() -> nanos(false, change), () -> nanos(true, change), TIMES, new Random(2));
                System.out.printf("ranks: authentication, %s: %.3f%n", name, longer);
                assertEquals(0.5, longer, BOUND, name);
            } catch (Exception failed) {
                throw new AssertionError(name, failed);
            }
        });
    }

    private long nanos(boolean ofKnown, Consumer<ObjectNode> change) {
        ObjectNode options = service.request();
        String guess = guess(options, ofKnown, change);
        long from = System.nanoTime();
        assertEquals(400, service.authenticate(options, guess).status());
        return System.nanoTime() - from;
    }
}
