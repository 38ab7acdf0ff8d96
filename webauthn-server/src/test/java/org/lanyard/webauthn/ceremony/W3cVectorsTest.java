package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.http.Json;
import org.lanyard.pki.store.TestStore;
import org.lanyard.vectors.SharedVectors;
import org.lanyard.webauthn.AttestationConveyance;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.RelyingPartyRules;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;

/** The test vectors of W3C WebAuthn Level 3 §16, as {@code webauthn/w3c-level3.json} of the shared vectors has them. */
@DisplayName("W3C WebAuthn Level 3 §16, test vectors")
class W3cVectorsTest {
    private static final String SECTION = "sctn-test-vectors-";
    /** Every one that the vectors are of. */
    private static final List<KeyAlgorithm> ALGORITHMS = List.of(
            KeyAlgorithm.ES256,
            KeyAlgorithm.EDDSA,
            KeyAlgorithm.ES384,
            KeyAlgorithm.ES512,
            KeyAlgorithm.ED448,
            KeyAlgorithm.RS256);

    private static final RelyingPartyRules RULES = RelyingPartyRules.of(
                    "example.org", "W3C", Set.of("https://example.org"))
            .withAlgorithms(ALGORITHMS)
            .withAttestation(AttestationConveyance.DIRECT)
            .dangerouslyInsideFramesOf(Set.of("https://example.com"))
            .dangerouslyWithoutUserVerification();

    /** The one reason why each statement that is not taken is refused; the pair then goes on without the statement. */
    private static final Map<String, Reason> REFUSED = Map.of(
            // The library wants the attestation certificate's country to be one of ISO 3166 (§8.2.1: "ISO 3166 code
            // specifying the country"); the vectors' certificates say AA, which ISO 3166 leaves to its users.
            "packed-es256", Reason.ATTESTATION,
            "packed-es384", Reason.ATTESTATION,
            "packed-es512", Reason.ATTESTATION,
            "packed-rs256", Reason.ATTESTATION,
            "packed-eddsa", Reason.ATTESTATION,
            "packed-ed448", Reason.ATTESTATION,
            // Both of its authorization lists are empty: §8.4 wants "the value in the AuthorizationList.origin field"
            // to be
            // KM_ORIGIN_GENERATED and that of purpose to be KM_PURPOSE_SIGN, and there is neither field.
            "android-key-es256", Reason.ATTESTATION);

    @TestFactory
    Stream<DynamicTest> pairs() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> section : vectors().properties()) {
            if (section.getValue().has("registration")) {
                String name = section.getKey().substring(SECTION.length());
                Optional<Reason> reason = Optional.ofNullable(REFUSED.get(name));
                tests.add(DynamicTest.dynamicTest(
                        name
                                + reason.map(r -> ": its statement is refused, " + r)
                                        .orElse(""),
                        () -> pair(section.getValue(), reason)));
            }
        }
        assertEquals(15, tests.size());
        return tests.stream();
    }

    @Test
    @DisplayName("under the safe rules, the ones in frames and the ones without a verified user are refused")
    void safeRules() throws Exception {
        JsonNode vectors = vectors();
        RelyingPartyRules safe = RelyingPartyRules.of("example.org", "W3C", Set.of("https://example.org"));
        assertEquals(Reason.CROSS_ORIGIN, refusal(vectors, "none-es256-crossOrigin", safe));
        assertEquals(Reason.CROSS_ORIGIN, refusal(vectors, "none-es256-topOrigin", safe));
        assertEquals(
                Reason.TOP_ORIGIN,
                refusal(
                        vectors,
                        "none-es256-topOrigin",
                        safe.dangerouslyInsideFramesOf(Set.of("https://example.net"))));
        assertEquals(Reason.USER_VERIFICATION, refusal(vectors, "fido-u2f-es256", safe));
    }

    private static void pair(JsonNode section, Optional<Reason> refused) throws WebAuthnException {
        UserHandle handle = Ground.newHandle();
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            CredentialStore credentials = new CredentialStore(store.store());
            TurnableClock clock = new TurnableClock();
            RegistrationCeremony registration = new RegistrationCeremony(RULES, credentials, clock);
            if (refused.isPresent()) {
                JsonNode whole = section.deepCopy();
                WebAuthnException refusal =
                        assertThrows(WebAuthnException.class, () -> register(registration, whole, handle));
                assertEquals(refused.get(), refusal.reason(), refusal.getMessage());
                takeStatementAway((ObjectNode) section.path("registration"));
            }
            credentials.add(register(registration, section, handle).credential());
            JsonNode given = section.path("authentication");
            VerifiedAuthentication verified = new AuthenticationCeremony(RULES, credentials, clock, copied -> {})
                    .verify(
                            new CeremonyState(
                                    Purpose.AUTHENTICATION,
                                    hex(given, "challenge"),
                                    Optional.empty(),
                                    clock.instant().plus(Duration.ofMinutes(1))),
                            new AuthenticationResponse(
                                    hex(section.path("registration"), "credential_id"),
                                    hex(given, "clientDataJSON"),
                                    hex(given, "authenticatorData"),
                                    hex(given, "signature"),
                                    Optional.of(handle.bytes())));
            assertEquals(handle, verified.credential().handle());
        }
    }

    /** What a browser does where attestation "none" was asked for (§5.1.3). */
    private static void takeStatementAway(ObjectNode registration) {
        CBORObject object = CBORObject.DecodeFromBytes(hex(registration, "attestationObject"))
                .Set("fmt", "none")
                .Set("attStmt", CBORObject.NewMap());
        registration.put("attestationObject", HexFormat.of().formatHex(object.EncodeToBytes()));
    }

    private static VerifiedRegistration register(RegistrationCeremony registration, JsonNode section, UserHandle handle)
            throws WebAuthnException {
        JsonNode given = section.path("registration");
        return registration.verify(
                new CeremonyState(
                        Purpose.REGISTRATION,
                        hex(given, "challenge"),
                        Optional.of(handle),
                        new TurnableClock().instant().plus(Duration.ofMinutes(1))),
                new RegistrationResponse(
                        hex(given, "credential_id"),
                        hex(given, "clientDataJSON"),
                        hex(given, "attestationObject"),
                        new TreeSet<>(),
                        Optional.empty()));
    }

    private static Reason refusal(JsonNode vectors, String name, RelyingPartyRules rules) {
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            RegistrationCeremony registration =
                    new RegistrationCeremony(rules, new CredentialStore(store.store()), new TurnableClock());
            return assertThrows(
                            WebAuthnException.class,
                            () -> register(registration, vectors.path(SECTION + name), Ground.newHandle()))
                    .reason();
        }
    }

    private static JsonNode vectors() throws Exception {
        Path file = SharedVectors.require("webauthn/w3c-level3.json");
        return Json.parseObject(Files.readAllBytes(file));
    }

    private static byte[] hex(JsonNode parent, String name) {
        return HexFormat.of().parseHex(parent.path(name).textValue());
    }
}
