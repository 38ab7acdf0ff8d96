package org.lanyard.webauthn.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.WebAuthnClaims;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

@DisplayName("POST /webauthn/…")
class WebAuthnServiceTest {
    private final SecureRandom random = new SecureRandom();
    private TestStore store;
    private Service service;

    @BeforeEach
    void open() throws Exception {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        service = new Service(store.store());
    }

    @AfterEach
    void close() {
        service.close();
        store.close();
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    @DisplayName("a key is registered and signs in, on both engines, and each time an assertion says so")
    void registersAndSignsIn(Store either) throws Exception {
        try (Service onEither = new Service(either)) {
            SoftAuthenticator authenticator = SoftAuthenticator.deviceBound(random);
            String handle = Ground.newHandle().toString();
            ObjectNode options = onEither.creation(handle);
            RawHttp.Answer registered = onEither.register(
                    options, authenticator.create(options.path("publicKey").toString(), Ground.ORIGIN));
            assertEquals(200, registered.status(), registered.body());
            WebAuthnClaims created = onEither.door.verify(
                    Service.object(registered).path("assertion").textValue());
            assertEquals(Ceremony.CREATE, created.evidence().ceremony());
            assertEquals(handle, created.handle());
            assertEquals(Service.NAME, created.service());
            assertEquals(options.path("publicKey").path("challenge").textValue(), created.challenge());
            assertTrue(created.evidence().signature().isEmpty());
            assertEquals(List.of(created), onEither.door.asked(), "the door was asked with that assertion");

            RawHttp.Answer signedIn = onEither.authenticate(authenticator);
            assertEquals(200, signedIn.status(), signedIn.body());
            WebAuthnClaims used = onEither.door.verify(
                    Service.object(signedIn).path("assertion").textValue());
            assertEquals(Ceremony.GET, used.evidence().ceremony());
            assertEquals(handle, used.handle());
            assertArrayEquals(created.evidence().credentialId(), used.evidence().credentialId());
            assertTrue(used.evidence().signature().isPresent());
            assertEquals(1, onEither.door.asked().size(), "a sign-in asks nobody");
        }
    }

    @Test
    @DisplayName("options name nobody, and are the same for everybody")
    void options_nameNobody() {
        UserHandle handle = Ground.newHandle();
        ObjectNode creation = (ObjectNode) service.creation(handle.toString()).path("publicKey");
        assertEquals(handle.toString(), creation.path("user").path("id").textValue());
        assertEquals(
                handle.toString().substring(0, 8),
                creation.path("user").path("name").textValue());
        assertEquals("[]", creation.path("excludeCredentials").toString());
        assertEquals("none", creation.path("attestation").textValue());
        assertEquals(
                "required",
                creation.path("authenticatorSelection").path("residentKey").textValue());
        assertEquals(
                "required",
                creation.path("authenticatorSelection").path("userVerification").textValue());
        assertEquals(
                "[{\"type\":\"public-key\",\"alg\":-7},{\"type\":\"public-key\",\"alg\":-8},{\"type\":\"public-key\",\"alg\":-257}]",
                creation.path("pubKeyCredParams").toString());
        ObjectNode request = (ObjectNode) service.request().path("publicKey");
        assertEquals("[]", request.path("allowCredentials").toString());
        assertEquals("required", request.path("userVerification").textValue());
    }

    @Test
    @DisplayName(
            "§5.4: a registration passes on what the page wishes of attestation, hints, attachment and keys not again")
    void options_passOnThePagesWishes() {
        ObjectNode asked = Json.object()
                .put("challenge", Service.challenge())
                .put("handle", Ground.newHandle().toString())
                .put("attestation", "direct")
                .put("attachment", "cross-platform");
        asked.putArray("hints").add("security-key").add("hybrid");
        asked.putArray("exclude").add("AQID");
        JsonNode creation = Service.object(service.post("/webauthn/registration/options", asked))
                .path("publicKey");
        assertEquals("direct", creation.path("attestation").textValue());
        assertEquals("[\"security-key\",\"hybrid\"]", creation.path("hints").toString());
        assertEquals(
                "cross-platform",
                creation.at("/authenticatorSelection/authenticatorAttachment").textValue());
        assertEquals(
                "[{\"type\":\"public-key\",\"id\":\"AQID\"}]",
                creation.path("excludeCredentials").toString());
        assertTrue(creation.at("/extensions/credProps").booleanValue());
        ObjectNode signingIn = Json.object().put("challenge", Service.challenge());
        signingIn.putArray("hints").add("client-device");
        assertEquals(
                "[\"client-device\"]",
                Service.object(service.post("/webauthn/authentication/options", signingIn))
                        .at("/publicKey/hints")
                        .toString());
    }

    @ParameterizedTest
    @DisplayName("wishes that are odd are refused, not passed over")
    @ValueSource(
            strings = {
                "\"attestation\":\"enterprise\"",
                "\"attestation\":7",
                "\"attachment\":\"both\"",
                "\"hints\":\"hybrid\"",
                "\"hints\":[\"hybrid\",\"hybrid\"]",
                "\"hints\":[\"telepathy\"]",
                "\"exclude\":[\"\"]",
                "\"exclude\":[\"=\"]",
                "\"exclude\":[7]",
                "\"exclude\":{}"
            })
    void oddWishes_areRefused(String member) {
        String asked = Json.object()
                .put("challenge", Service.challenge())
                .put("handle", Ground.newHandle().toString())
                .toString();
        assertEquals(
                400,
                service.post("/webauthn/registration/options", asked.replace("}", "," + member + "}"))
                        .status());
    }

    @Test
    @DisplayName("§10.1.3: what the client says of credProps is recorded, and that it says nothing")
    void credProps_areRecorded() throws Exception {
        for (Optional<Boolean> told : List.of(Optional.of(true), Optional.of(false), Optional.<Boolean>empty())) {
            ObjectNode options = service.creation(Ground.newHandle().toString());
            ObjectNode response = Ground.json(SoftAuthenticator.synced(random)
                    .create(options.path("publicKey").toString(), Ground.ORIGIN));
            ObjectNode results = response.putObject("clientExtensionResults");
            told.ifPresent(rk -> results.putObject("credProps").put("rk", rk));
            assertEquals(200, service.register(options, response.toString()).status());
            CredentialId id = new CredentialId(
                    Base64Url.decode(response.path("id").textValue()).orElseThrow());
            assertEquals(
                    told,
                    new CredentialStore(store.store()).find(id).orElseThrow().discoverable());
        }
    }

    @Test
    @DisplayName("what the door refuses is not stored, and the door's support code is told")
    void doorRefuses_nothingIsStored() {
        service.door.refuse(400);
        RawHttp.Answer answer = service.register(Ground.newHandle().toString(), SoftAuthenticator.synced(random));
        assertEquals(400, answer.status());
        assertEquals("D00RC0DE", Service.object(answer).path("support_code").textValue());
        assertEquals("[]", new Ground(store.store()).rows());
    }

    @Test
    @DisplayName("where the door would let in another kind of key, the page is told which")
    void doorWantsAnotherKey() {
        service.door.refuse(403);
        RawHttp.Answer answer = service.register(Ground.newHandle().toString(), SoftAuthenticator.synced(random));
        assertEquals(403, answer.status());
        assertEquals("key_not_allowed", Service.object(answer).path("error").textValue());
        assertEquals("device-bound", Service.object(answer).path("needed").textValue());
        assertEquals("[]", new Ground(store.store()).rows());
    }

    @Test
    @DisplayName("a door that fails, or that isn't there: 503, and nothing is stored")
    void doorGone_nothingIsStored() {
        service.door.refuse(500);
        assertEquals(
                503,
                service.register(Ground.newHandle().toString(), SoftAuthenticator.synced(random))
                        .status());
        service.door.close();
        assertEquals(
                503,
                service.register(Ground.newHandle().toString(), SoftAuthenticator.synced(random))
                        .status());
        assertEquals("[]", new Ground(store.store()).rows());
    }

    @Test
    @DisplayName("an unknown credential, another's credential and a wrong signature are answered alike")
    void refusals_areAlike() {
        SoftAuthenticator known = SoftAuthenticator.synced(random);
        service.register(Ground.newHandle().toString(), known);
        SoftAuthenticator stranger = SoftAuthenticator.synced(random);
        ObjectNode never = service.creation(Ground.newHandle().toString());
        stranger.create(never.path("publicKey").toString(), Ground.ORIGIN);

        RawHttp.Answer unknown = service.authenticate(stranger);
        RawHttp.Answer forged = bent(known, "signature", "MAYCAQECAQE");
        RawHttp.Answer stolen = bent(known, "userHandle", Ground.newHandle().toString());
        assertEquals(400, unknown.status());
        for (RawHttp.Answer other : List.of(forged, stolen)) {
            assertEquals(unknown.status(), other.status());
            assertEquals(dull(unknown), dull(other));
            assertEquals(headers(unknown), headers(other));
            assertNotEquals(
                    Service.object(unknown).path("support_code"),
                    Service.object(other).path("support_code"),
                    "each has a code of its own");
        }
    }

    @Test
    @DisplayName("a body that is too large, of another type, no JSON, with more in it or behind it")
    void bodies_areReadStrictly() {
        String good = Json.object().put("challenge", Service.challenge()).toString();
        String path = "/webauthn/authentication/options";
        assertEquals(200, service.post(path, good).status());
        assertEquals(413, service.post(path, good + " ".repeat(17_000)).status());
        assertEquals(
                413,
                service.post("/webauthn/authentication", good + " ".repeat(70_000))
                        .status());
        assertEquals(
                415,
                service.send("POST", path, good, "Content-Type: text/plain").status());
        assertEquals(400, service.post(path, good + "{}").status());
        assertEquals(
                400,
                service.post(path, good.replace("}", ",\"challenge\":\"x\"}")).status());
        assertEquals(
                400, service.post(path, good.replace("}", ",\"name\":\"Ada\"}")).status());
        assertEquals(400, service.post(path, "{}").status());
        assertEquals(400, service.post(path, "{\"challenge\":\"AAAA\"}").status(), "a challenge too short");
        assertEquals(
                400,
                service.post("/webauthn/registration/options", good.replace("}", ",\"handle\":\"ada@school.example\"}"))
                        .status());
        assertEquals(405, service.send("GET", path, "").status());
        assertEquals(404, service.send("POST", "/webauthn/else", "").status());
    }

    @Test
    @DisplayName("no CORS: a page of another origin is told nothing that would let it in")
    void otherOrigins_areNotLetIn() {
        RawHttp.Answer answer = service.send(
                "OPTIONS",
                "/webauthn/authentication/options",
                "",
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST");
        assertEquals(405, answer.status());
        assertFalse(answer.headers().stream().anyMatch(header -> header.startsWith("access-control")));
    }

    @Test
    @DisplayName("two nodes with one master key open each other's ceremonies; a ceremony changed by a bit is refused")
    void ceremony_isSealed() {
        SoftAuthenticator authenticator = SoftAuthenticator.synced(random);
        ObjectNode options = service.creation(Ground.newHandle().toString());
        String sealed = options.path("ceremony").textValue();
        char last = sealed.charAt(20);
        options.put("ceremony", sealed.substring(0, 20) + (last == 'A' ? 'B' : 'A') + sealed.substring(21));
        String response = authenticator.create(options.path("publicKey").toString(), Ground.ORIGIN);
        assertEquals(400, service.register(options, response).status());
        assertEquals(
                200, service.register(options.put("ceremony", sealed), response).status());
    }

    @Test
    @DisplayName("a registration played again is refused before the door is troubled with it")
    void registrationPlayedAgain_isNotAskedAbout() {
        SoftAuthenticator authenticator = SoftAuthenticator.synced(random);
        ObjectNode options = service.creation(Ground.newHandle().toString());
        String response = authenticator.create(options.path("publicKey").toString(), Ground.ORIGIN);
        assertEquals(200, service.register(options, response).status());
        assertEquals(400, service.register(options, response).status());
        assertEquals(1, service.door.asked().size());
    }

    @Test
    @DisplayName("user verification is required of whoever signs in")
    void unverified_isRefused() {
        HostileAuthenticator authenticator = new HostileAuthenticator(0x05, false);
        service.register(Ground.newHandle().toString(), authenticator);
        assertEquals(200, service.authenticate(authenticator).status());
        assertEquals(400, service.authenticate(authenticator.flags(0x01)).status());
    }

    private RawHttp.Answer bent(SoftAuthenticator authenticator, String name, String value) {
        ObjectNode options = service.request();
        ObjectNode response =
                Ground.json(authenticator.get(options.path("publicKey").toString(), Ground.ORIGIN));
        ((ObjectNode) response.path("response")).put(name, value);
        return service.authenticate(options, response.toString());
    }

    private static ObjectNode dull(RawHttp.Answer answer) {
        return Service.object(answer).without(List.of("support_code"));
    }

    private static List<String> headers(RawHttp.Answer answer) {
        return answer.headers().stream()
                .filter(header -> !header.startsWith("date"))
                .toList();
    }
}
