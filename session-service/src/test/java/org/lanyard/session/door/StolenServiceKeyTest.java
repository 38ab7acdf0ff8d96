package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.Report;
import org.lanyard.pki.assertion.ReportClaims;
import org.lanyard.pki.assertion.ReportWriter;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;

/**
 * Somebody has stolen the WebAuthn service's key, with everything that service ever saw: handles, credential ids, public keys and
 * the evidence of former ceremonies. They are a parent as well, with a key of their own and an invitation. They sign whatever
 * they like, and are nobody else for it.
 */
@DisplayName("DESIGN: the WebAuthn module can withhold a person, never invent one")
class StolenServiceKeyTest {
    private static TestStore data;
    private static House house;

    @BeforeAll
    static void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
    }

    @AfterAll
    static void takeDown() {
        house.close();
        data.close();
    }

    /** A parent who signs in honestly; what the service saw of it; and the thief, who has the service's key. */
    private static final class Theft {
        final UUID victim = house.person("guardian", house.school());
        final String victimsHandle = house.handleOf(victim);
        final Browser victims = new Browser(house);
        final TestKey victimsKey = new TestKey();
        final UUID thief = house.person("guardian", house.school());
        final String thiefsHandle = house.handleOf(thief);
        final Browser thiefs = new Browser(house, victims.service);
        final TestKey thiefsKey = new TestKey();
        /** Of the victim's last sign-in, as it lay in the service's memory. */
        final String formerChallenge;

        final byte[] formerData = victimsKey.data();
        final byte[] formerClient;
        final byte[] formerSignature;

        Theft() {
            victims.register(victimsKey, victim);
            thiefs.register(thiefsKey, thief);
            formerChallenge = victims.challenge();
            formerClient = victimsKey.clientData("webauthn.get", formerChallenge);
            formerSignature = victimsKey.sign(formerData, formerClient);
        }

        String challenge() {
            return thiefs.challenge();
        }

        /** A sign-in as the victim with the victim's credential, signed with {@code signature}. */
        String forged(String challenge, byte[] client, byte[] signature) {
            return says(victimsHandle, challenge, victimsKey.id, formerData, client, signature);
        }

        String says(String handle, String challenge, byte[] credential, byte[] told, byte[] client, byte[] signature) {
            return thiefs.assertion(
                    handle,
                    challenge,
                    new WebAuthnEvidence(Ceremony.GET, credential, told, client, Optional.of(signature)));
        }

        /** The victim's key as it looks to a service: its id and its public key, without what signs. */
        TestKey pretended() {
            TestKey like = new TestKey();
            like.id = victimsKey.id;
            return like;
        }
    }

    private record Attempt(String name, Reason reason, Function<Theft, String> assertion) {}

    private static List<Attempt> signIns() {
        return List.of(
                new Attempt("evidence signed with a key of their own", Reason.CREDENTIAL_SIGNATURE, t -> {
                    return t.thiefs.signIn(t.pretended(), t.challenge(), t.victimsHandle);
                }),
                new Attempt("a signature of zeros", Reason.CREDENTIAL_SIGNATURE, t -> {
                    String challenge = t.challenge();
                    byte[] zeros = {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00};
                    return t.forged(challenge, t.victimsKey.clientData("webauthn.get", challenge), zeros);
                }),
                new Attempt("the signature of the former sign-in over new words", Reason.CREDENTIAL_SIGNATURE, t -> {
                    String challenge = t.challenge();
                    return t.forged(challenge, t.victimsKey.clientData("webauthn.get", challenge), t.formerSignature);
                }),
                new Attempt(
                        "the former sign-in's evidence with a new challenge as jti",
                        Reason.CEREMONY_WITH_ANOTHER_CHALLENGE,
                        t -> t.forged(t.challenge(), t.formerClient, t.formerSignature)),
                new Attempt(
                        "the former sign-in's evidence and challenge, from the thief's browser",
                        Reason.CHALLENGE_OF_ANOTHER_CALLER,
                        t -> {
                            t.challenge();
                            return t.forged(t.formerChallenge, t.formerClient, t.formerSignature);
                        }),
                new Attempt("a credential that nobody confirmed", Reason.CREDENTIAL_NOT_CONFIRMED, t -> {
                    return t.thiefs.signIn(new TestKey(), t.challenge(), t.victimsHandle);
                }),
                new Attempt("their own credential under the victim's name", Reason.CREDENTIAL_OF_ANOTHER, t -> {
                    return t.thiefs.signIn(t.thiefsKey, t.challenge(), t.victimsHandle);
                }),
                new Attempt("the victim's credential under their own name", Reason.CREDENTIAL_OF_ANOTHER, t -> {
                    return t.thiefs.signIn(t.pretended(), t.challenge(), t.thiefsHandle);
                }),
                new Attempt("what the victim signed for another site", Reason.CEREMONY_FOR_ANOTHER_RELYING_PARTY, t -> {
                    t.victimsKey.rpId = "evil.example";
                    return t.thiefs.signIn(t.victimsKey, t.challenge(), t.victimsHandle);
                }),
                new Attempt("what the victim signed on another page", Reason.CEREMONY_AT_ANOTHER_ORIGIN, t -> {
                    t.victimsKey.origin = "https://evil.example";
                    return t.thiefs.signIn(t.victimsKey, t.challenge(), t.victimsHandle);
                }),
                new Attempt("what the victim signed to register", Reason.CEREMONY_OF_ANOTHER_TYPE, t -> {
                    String challenge = t.challenge();
                    byte[] client = t.victimsKey.clientData("webauthn.create", challenge);
                    return t.forged(challenge, client, t.victimsKey.sign(t.formerData, client));
                }),
                new Attempt("a challenge of their own making", Reason.CHALLENGE_FOREIGN, t -> {
                    t.challenge();
                    return t.thiefs.signIn(t.pretended(), House.random(90), t.victimsHandle);
                }));
    }

    private static List<Attempt> registrations() {
        return List.of(
                new Attempt("a registration without an invitation", Reason.CHALLENGE_OF_ANOTHER_PURPOSE, t -> {
                    return t.thiefs.registration(new TestKey(), t.challenge(), t.victimsHandle);
                }),
                new Attempt("a registration for the victim by their own", Reason.CHALLENGE_OF_ANOTHER_SUBJECT, t -> {
                    return t.thiefs.registration(new TestKey(), invited(t.thiefs, t.thief), t.victimsHandle);
                }),
                new Attempt(
                        "the victim's invitation, whose challenge the service has seen",
                        Reason.CHALLENGE_OF_ANOTHER_CALLER,
                        t -> {
                            t.challenge();
                            return t.thiefs.registration(new TestKey(), invited(t.victims, t.victim), t.victimsHandle);
                        }),
                new Attempt("a challenge of their own making", Reason.CHALLENGE_FOREIGN, t -> {
                    t.challenge();
                    return t.thiefs.registration(new TestKey(), House.random(90), t.victimsHandle);
                }),
                // Not even with a challenge of the door's: nobody let them in by an invitation.
                new Attempt("a challenge about the victim, and nothing held", Reason.INVITATION_NOT_HELD, t -> {
                    t.thiefs.preSession = null;
                    t.challenge();
                    String challenge = house.doorParts
                            .challenges()
                            .issue(Purpose.REGISTRATION, t.thiefs.preSession, t.victimsHandle);
                    return t.thiefs.registration(new TestKey(), challenge, t.victimsHandle);
                }),
                new Attempt("the victim's credential as one of their own", Reason.CREDENTIAL_KNOWN, t -> {
                    return t.thiefs.registration(t.pretended(), invited(t.thiefs, t.thief), t.thiefsHandle);
                }),
                new Attempt("another id than the authenticator named", Reason.CREDENTIAL_ID_DIFFERS, t -> {
                    TestKey own = new TestKey();
                    String challenge = invited(t.thiefs, t.thief);
                    return t.thiefs.assertion(
                            t.thiefsHandle,
                            challenge,
                            new WebAuthnEvidence(
                                    Ceremony.CREATE,
                                    t.victimsKey.id,
                                    own.attestedData(),
                                    own.clientData("webauthn.create", challenge),
                                    Optional.empty()));
                }));
    }

    private static String invited(Browser browser, UUID person) {
        return browser.openInvitation(person).get("challenge").textValue();
    }

    @TestFactory
    @DisplayName("signs nobody in")
    Stream<DynamicTest> signsNobodyIn() {
        return signIns().stream().map(StolenServiceKeyTest::refused);
    }

    @TestFactory
    @DisplayName("registers nothing for anybody")
    Stream<DynamicTest> registersNothing() {
        return registrations().stream().map(StolenServiceKeyTest::refused);
    }

    /** Refused with its reason, nothing changed; and the victim signs in as before. */
    private static DynamicTest refused(Attempt attempt) {
        return dynamicTest(attempt.name(), () -> {
            Theft theft = new Theft();
            String assertion = attempt.assertion().apply(theft);
            List<Long> before = counts();
            try (LogCapture log = new LogCapture()) {
                RawHttp.Answer answer = theft.thiefs.session(assertion);
                assertEquals(400, answer.status(), answer.body());
                assertFalse(answer.header("set-cookie").isPresent());
                assertTrue(
                        log.lines().stream().anyMatch(line -> line.contains("reason=" + attempt.reason() + " ")),
                        () -> attempt.reason() + ": " + log.lines());
            }
            assertEquals(before, counts(), "sessions, credentials, invitations");
            theft.victimsKey.rpId = "localhost";
            theft.victimsKey.origin = House.ISSUER;
            Browser home = new Browser(house, theft.victims.service);
            assertEquals(
                    200,
                    home.session(home.signIn(theft.victimsKey, home.challenge(), theft.victimsHandle))
                            .status());
        });
    }

    @Test
    @DisplayName("once a sign-in is over, its evidence is of no use, not even in the victim's browser")
    void evidenceIsUsedUp() {
        Theft theft = new Theft();
        String honest = theft.forged(theft.formerChallenge, theft.formerClient, theft.formerSignature);
        String preSession = theft.victims.preSession;
        assertEquals(200, theft.victims.session(honest).status());
        theft.victims.preSession = preSession;
        List<Long> before = counts();
        try (LogCapture log = new LogCapture()) {
            String again = theft.forged(theft.formerChallenge, theft.formerClient, theft.formerSignature);
            assertEquals(400, theft.victims.session(again).status());
            assertTrue(log.last().contains("reason=" + Reason.CHALLENGE_USED + " "), log.last());
        }
        assertEquals(before, counts());
    }

    @Test
    @DisplayName("a report takes the victim's key away, and gives nobody anything; the office gives it back")
    void reportsWithholdAlone() throws Exception {
        Theft theft = new Theft();
        List<Long> before = counts();
        String report = ReportWriter.write(
                new ReportClaims(
                        Browser.SERVICE,
                        House.ISSUER,
                        house.now(),
                        house.now().plusSeconds(30),
                        House.random(24),
                        new Report.Counter(theft.victimsKey.id, theft.victimsHandle)),
                theft.thiefs.service);
        theft.challenge();
        assertEquals(400, theft.thiefs.session(report).status(), "a report is no assertion");
        String assertion = theft.thiefs.signIn(theft.pretended(), theft.challenge(), theft.victimsHandle);
        assertEquals(400, report(assertion), "an assertion is no report");
        assertEquals(204, report(report));
        assertEquals(before, counts());
        assertEquals(400, theft.victims.session(honest(theft)).status(), "withheld");
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(theft.victimsKey.id);
        house.run(tx -> house.desk.keys().release(tx, id, true, house.now(), "office", "looked at it"));
        assertEquals(200, theft.victims.session(honest(theft)).status(), "given back");
    }

    private static String honest(Theft theft) {
        return theft.victims.signIn(theft.victimsKey, theft.victims.challenge(), theft.victimsHandle);
    }

    private static int report(String jwt) {
        return house.http.form("/credential/report", "report=" + jwt).status();
    }

    @Test
    @DisplayName("is the word of a WebAuthn service alone: no kiosk's, and no bearer of the house's own endpoints")
    void speaksForNobodyElse() {
        Theft theft = new Theft();
        String assertion = theft.thiefs.signIn(theft.pretended(), theft.challenge(), theft.victimsHandle);
        TestKiosk asKiosk = new TestKiosk(house, Browser.SERVICE, theft.thiefs.service, House.ISSUER);
        String form = TestKiosk.TYPE + "&client_assertion=";
        assertEquals(401, house.http.form("/challenge", form + assertion).status());
        assertEquals(401, house.http.form("/challenge", form + asKiosk.alone()).status());
        assertEquals(
                400,
                house.http
                        .form(
                                "/token",
                                TestKiosk.GRANT + "&assertion=" + assertion + "&" + form
                                        + asKiosk.beside(assertion, House.random(24)))
                        .status());
        assertEquals(
                401,
                house.http
                        .form("/introspect", "token=" + House.random(48), "Authorization: Bearer " + assertion)
                        .status());
        assertEquals(303, page("Cookie: __Host-lanyard=" + House.random(48)));
    }

    private static int page(String cookie) {
        return house.http.get("/me", cookie).status();
    }

    private static List<Long> counts() {
        return Stream.of("login_session", "credential", "invitation WHERE redeemed_at IS NOT NULL")
                .map(house::count)
                .toList();
    }
}
