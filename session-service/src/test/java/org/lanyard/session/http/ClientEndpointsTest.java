package org.lanyard.session.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/** Introspection and revocation, by clients and kiosks. */
class ClientEndpointsTest {
    private TestStore data;
    private House house;
    private TestKiosk kiosk;
    private TestCard card;
    private UUID pupil;
    private String token;
    private String secret;

    @BeforeEach
    void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
        UUID school = house.school();
        kiosk = house.kiosk(school);
        pupil = house.person("pupil", school);
        card = house.card(pupil);
        token = TestKiosk.body(kiosk.tap(card)).get("access_token").textValue();
        house.run(tx -> secret = house.desk
                .clients()
                .register(tx, "homework", house.now(), "office")
                .reveal());
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    private static String basic(String id, String secret) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private RawHttp.Answer introspect(String form, String... headers) {
        return house.http.form("/introspect", form, headers);
    }

    private RawHttp.Answer introspect() {
        return introspect("token=" + token, basic("homework", secret));
    }

    private void inactive() {
        assertEquals("{\"active\":false}", introspect().body());
    }

    @Nested
    @DisplayName("RFC 7662")
    class Introspection {
        @Test
        @DisplayName("§2.2: an active token; nothing that reads as the pupil")
        void active() {
            ObjectNode body = TestKiosk.body(introspect());
            assertTrue(body.get("active").booleanValue());
            assertEquals(kiosk.id().toString(), body.get("client_id").textValue());
            assertEquals("Bearer", body.get("token_type").textValue());
            assertEquals("lease", body.get("scope").textValue());
            assertEquals(House.ISSUER, body.get("iss").textValue());
            assertEquals(house.now().getEpochSecond(), body.get("iat").longValue());
            assertEquals(house.now().getEpochSecond() + 15, body.get("exp").longValue());
            assertEquals("urn:lanyard:acr:tap", body.get("acr").textValue());
            assertEquals("[\"sc\",\"hwk\"]", body.get("amr").toString());
            Set<String> names = new java.util.TreeSet<>();
            body.fieldNames().forEachRemaining(names::add);
            assertEquals(
                    Set.of("active", "client_id", "token_type", "scope", "iat", "exp", "iss", "acr", "amr"), names);
            assertFalse(body.toString().contains(pupil.toString()));
            assertFalse(body.toString().contains(card.id().toString()));
            assertEquals("no-store", introspect().header("cache-control").orElseThrow());
        }

        @Test
        @DisplayName("§2.2: unknown, ended, lapsed and revoked are all the same: inactive")
        void inactive() {
            assertEquals(
                    "{\"active\":false}",
                    introspect("token=" + House.random(32), basic("homework", secret))
                            .body());
            house.clock.move(Duration.ofSeconds(15));
            ClientEndpointsTest.this.inactive();
            token = TestKiosk.body(kiosk.tap(card)).get("access_token").textValue();
            kiosk.revoke(token);
            ClientEndpointsTest.this.inactive();
            token = TestKiosk.body(kiosk.tap(card)).get("access_token").textValue();
            house.run(tx ->
                    house.desk.cards().change(tx, card.id(), CardStatus.SUSPENDED, house.now(), "office", "mislaid"));
            ClientEndpointsTest.this.inactive();
        }

        @Test
        @DisplayName("§2.1, RFC 6749 §5.2: the client proves who it is, or 401 with a challenge")
        void clientAuthentication() {
            for (String header : new String[] {
                "X-None: 1",
                basic("homework", House.random(32)),
                basic("homework", ""),
                basic("unknown", secret),
                basic("homework", secret + ":x"),
                "Authorization: Basic !!!!",
                "Authorization: Bearer " + secret,
                "Authorization: Basic",
            }) {
                RawHttp.Answer answer = introspect("token=" + token, header);
                assertEquals(401, answer.status(), header);
                assertTrue(answer.body().contains("\"error\":\"invalid_client\""));
                assertTrue(answer.header("www-authenticate").orElseThrow().startsWith("Basic"));
            }
            house.run(tx -> house.desk.clients().setActive(tx, "homework", false, house.now(), "office"));
            assertEquals(401, introspect().status());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "token=", "token=a&token=b", "token=%FF", "token_type_hint=x"})
        @DisplayName("§2.1: malformed requests")
        void malformed(String form) {
            RawHttp.Answer answer = introspect(form, basic("homework", secret));
            assertEquals(400, answer.status());
            assertTrue(answer.body().contains("\"error\":\"invalid_request\""));
        }
    }

    @Nested
    @DisplayName("RFC 7009")
    class Revocation {
        @Test
        @DisplayName("§2.2: an unknown token is no error")
        void unknown() {
            assertEquals(200, kiosk.revoke(House.random(32)).status());
            assertEquals(
                    200,
                    house.http
                            .form("/revoke", "token=" + House.random(32), basic("homework", secret))
                            .status());
        }

        @Test
        @DisplayName("§2.1: a token of another client is refused, and lives on")
        void ofAnother() {
            TestKiosk other = house.kiosk(house.school());
            assertEquals(400, other.revoke(token).status());
            assertEquals(
                    400,
                    house.http
                            .form("/revoke", "token=" + token, basic("homework", secret))
                            .status());
            assertTrue(TestKiosk.body(introspect()).get("active").booleanValue());
        }

        @Test
        @DisplayName("RFC 6749 §2.3: one way of authentication, not two, not none")
        void authentication() {
            String byAssertion = "token=" + token + "&" + TestKiosk.TYPE + "&client_assertion=" + kiosk.alone();
            assertEquals(
                    400,
                    house.http
                            .form("/revoke", byAssertion, basic("homework", secret))
                            .status());
            assertEquals(401, house.http.form("/revoke", "token=" + token).status());
            assertEquals(
                    401,
                    house.http
                            .form("/revoke", "token=" + token + "&client_assertion_type=x&client_assertion=y")
                            .status());
            assertTrue(TestKiosk.body(introspect()).get("active").booleanValue());
        }
    }

    @Nested
    @DisplayName("POST /challenge")
    class Challenge {
        @Test
        void aKioskThatIsUnknownSuspendedOrVouchingIsRefused() {
            String vouching = kiosk.beside("x.y.z", House.random(24));
            assertEquals(401, challenge(vouching).status());
            house.run(tx -> house.desk.kiosks().setActive(tx, kiosk.id(), false, house.now(), "office"));
            assertEquals(401, challenge(kiosk.alone()).status());
            assertEquals(401, challenge("x").status());
        }

        @Test
        @DisplayName("errors carry the server's time, for a kiosk whose clock is wrong")
        void time() {
            String early = kiosk.alone();
            house.clock.move(Duration.ofMinutes(5));
            RawHttp.Answer answer = challenge(early);
            assertEquals(401, answer.status());
            assertTrue(answer.body().contains("\"time\":" + house.now().getEpochSecond()));
        }

        private RawHttp.Answer challenge(String assertion) {
            return house.http.form("/challenge", TestKiosk.TYPE + "&client_assertion=" + assertion);
        }
    }

    @Test
    @DisplayName("no secret and nothing of a person in any log line")
    void logs() {
        try (LogCapture log = new LogCapture()) {
            String challenge = kiosk.challenge();
            String assertion = card.assertion(challenge, kiosk.id());
            var proof = new org.lanyard.session.door.Proof.Tap(assertion, kiosk.beside(assertion, challenge));
            ObjectNode body = TestKiosk.body(kiosk.token(proof));
            kiosk.token(proof);
            String code = body.get("handover_code").textValue();
            kiosk.handOver(code);
            kiosk.handOver(code);
            introspect();
            introspect("token=" + token, basic("homework", "wrong" + secret));
            kiosk.revoke(body.get("access_token").textValue());
            kiosk.lease(body.get("access_token").textValue());
            String all = String.join("\n", log.lines());
            assertTrue(all.contains("reason=CHALLENGE_USED"), all);
            for (String kept : new String[] {
                challenge,
                assertion.substring(assertion.length() - 40),
                code,
                body.get("access_token").textValue(),
                body.get("challenge").textValue(),
                token,
                secret,
                pupil.toString(),
                card.id().toString(),
                "Cadi",
                "Prydderch"
            }) {
                assertFalse(all.contains(kept), "in the log: " + kept);
            }
        }
    }
}
