package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.assertRefused;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.bent;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.json;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.key;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.patched;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.registerBefore;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.row;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.rsa;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.statement;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.withId;
import static org.lanyard.webauthn.ceremony.RegistrationAttacks.withZero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.numbers.EInteger;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.ceremony.RegistrationAttacks.Row;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

@DisplayName("WebAuthn Level 3 §7.1, each step broken once")
class HostileRegistrationTest {
    static Stream<Row> rows() {
        return Stream.of(
                // The ceremony
                row("a ceremony of authentication", Reason.CEREMONY_OF_ANOTHER_PURPOSE, ground -> {
                    String sealed = ground.sealer.seal(ground.authenticating());
                    ground.sealer.open(sealed, Purpose.REGISTRATION);
                }),
                row("a ceremony past its time", Reason.CEREMONY_EXPIRED, ground -> {
                    CeremonyState ceremony = ground.registering(Ground.newHandle());
                    String response = ground.created(ceremony, new HostileAuthenticator());
                    ground.clock.turn(Duration.ofMinutes(2));
                    ground.register(ceremony, response);
                }),
                row(
                        "a ceremony too short to be one",
                        Reason.CEREMONY_FORGED,
                        g -> g.sealer.open("AAAA", Purpose.REGISTRATION)),
                row("a ceremony changed by a bit", Reason.CEREMONY_FORGED, ground -> {
                    byte[] sealed = Base64Url.decode(ground.sealer.seal(ground.registering(Ground.newHandle())))
                            .orElseThrow();
                    sealed[60] ^= 1;
                    ground.sealer.open(Base64Url.encode(sealed), Purpose.REGISTRATION);
                }),
                row("a ceremony of another version", Reason.CEREMONY_FORGED, ground -> {
                    byte[] key = Ground.random(32);
                    String sealed = new CeremonySealer(key, ground.clock).seal(ground.registering(Ground.newHandle()));
                    new CeremonySealer(key, ground.clock)
                            .open(RegistrationAttacks.ofTomorrow(sealed, key), Purpose.REGISTRATION);
                }),
                // Step 7
                bent("type webauthn.get", Reason.TYPE, a -> a.clientData(c -> c.put("type", "webauthn.get"))),
                // Step 8
                bent(
                        "another challenge",
                        Reason.CHALLENGE,
                        a -> a.clientData(c -> c.put("challenge", Base64Url.encode(new byte[90])))),
                row("the answer to another ceremony", Reason.CHALLENGE, ground -> {
                    UserHandle handle = Ground.newHandle();
                    String response = ground.created(ground.registering(handle), new HostileAuthenticator());
                    ground.register(ground.registering(handle), response);
                }),
                // Step 9
                bent("another origin", Reason.ORIGIN, a -> a.clientData(c -> c.put("origin", "https://evil.example"))),
                bent(
                        "a host under ours",
                        Reason.ORIGIN,
                        a -> a.clientData(c -> c.put("origin", "https://a.school.example"))),
                bent(
                        "another port",
                        Reason.ORIGIN,
                        a -> a.clientData(c -> c.put("origin", "https://school.example:8443"))),
                bent("plain http", Reason.ORIGIN, a -> a.clientData(c -> c.put("origin", "http://school.example"))),
                // Steps 10 and 11
                bent(
                        "in a frame of another origin",
                        Reason.CROSS_ORIGIN,
                        a -> a.clientData(c -> c.put("crossOrigin", true))),
                bent(
                        "in a frame that is told",
                        Reason.CROSS_ORIGIN,
                        a -> a.clientData(c -> c.put("crossOrigin", true).put("topOrigin", "https://evil.example"))),
                bent(
                        "a top page without a frame",
                        Reason.TOP_ORIGIN,
                        a -> a.clientData(c -> c.put("topOrigin", Ground.ORIGIN))),
                // Steps 14 to 17
                bent(
                        "another relying party",
                        Reason.RP_ID_HASH,
                        a -> a.authenticatorData(d -> patched(d, 0, d[0] + 1))),
                bent("nobody present", Reason.USER_PRESENCE, a -> a.flags(0x04)),
                bent("nobody verified", Reason.USER_VERIFICATION, a -> a.flags(0x01)),
                bent("backed up, not eligible", Reason.BACKUP_STATE, a -> a.flags(0x15)),
                // Step 20
                bent("an algorithm that was not asked for", Reason.ALGORITHM, a -> a.coseKey(key(k -> k.Set(3, -35)))),
                bent("no algorithm", Reason.ALGORITHM, a -> a.coseKey(key(k -> k.Remove(CBORObject.FromObject(3))))),
                bent(
                        "an algorithm beyond 64 bits",
                        Reason.ALGORITHM,
                        a -> a.coseKey(key(k -> k.Set(
                                CBORObject.FromObject(3),
                                CBORObject.FromObject(EInteger.FromInt32(1).ShiftLeft(70)))))),
                bent("a curve that is not the algorithm's", Reason.PUBLIC_KEY, a -> a.coseKey(key(k -> k.Set(-1, 2)))),
                bent(
                        "a compressed point",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(key(k -> k.Set(CBORObject.FromObject(-3), CBORObject.True)))),
                bent(
                        "a coordinate with a zero before it",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(key(k -> k.Set(
                                CBORObject.FromObject(-2),
                                CBORObject.FromObject(withZero(
                                        k.get(CBORObject.FromObject(-2)).GetByteString())))))),
                bent(
                        "a key that is a list",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(k -> CBORObject.NewArray().EncodeToBytes())),
                bent(
                        "a key under a tag",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(k -> CBORObject.FromObjectAndTag(CBORObject.DecodeFromBytes(k), 55799)
                                .EncodeToBytes())),
                bent("a key of another type", Reason.PUBLIC_KEY, a -> a.coseKey(key(k -> k.Set(1, 1)))),
                bent(
                        "a coordinate too short",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(
                                key(k -> k.Set(CBORObject.FromObject(-2), CBORObject.FromObject(new byte[31]))))),
                bent("an RSA key of 1024 bits", Reason.PUBLIC_KEY, a -> a.coseKey(k -> rsa(128))),
                bent("an RSA key of 16384 bits", Reason.PUBLIC_KEY, a -> a.coseKey(k -> rsa(2048))),
                bent(
                        "an Edwards point too short",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(k -> CBORObject.NewOrderedMap()
                                .Add(1, 1)
                                .Add(3, -8)
                                .Add(-1, 6)
                                .Add(-2, new byte[31])
                                .EncodeToBytes())),
                bent(
                        "an RSA key of the type of an elliptic curve's",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(k ->
                                CBORObject.DecodeFromBytes(rsa(256)).Set(1, 2).EncodeToBytes())),
                bent(
                        "a point off the curve",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(
                                key(k -> k.Set(CBORObject.FromObject(-2), CBORObject.FromObject(new byte[32]))))),
                // Steps 21 to 24
                row("a packed statement with no signature in it", Reason.ATTESTATION, statement("packed", s -> {})),
                row(
                        "a self attestation with another's signature",
                        Reason.ATTESTATION,
                        statement("packed", s -> s.Add("alg", -7).Add("sig", new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1}))),
                row(
                        "a statement of FIDO U2F without its certificate",
                        Reason.ATTESTATION,
                        statement("fido-u2f", s -> {})),
                row(
                        "a statement of a format that nobody knows",
                        Reason.ATTESTATION_FORMAT,
                        statement("made-up", s -> {})),
                row("a format without an end", Reason.ATTESTATION_OBJECT_MALFORMED, statement("x".repeat(33), s -> {})),
                row(
                        "a statement of Android's without its signature",
                        Reason.ATTESTATION,
                        statement("android-key", s -> s.Add("alg", -7))),
                row(
                        "a statement of Google's SafetyNet, which has ended",
                        Reason.ATTESTATION_WITHDRAWN,
                        statement("android-safetynet", s -> s.Add("ver", "1"))),
                row(
                        "certificates that are no list",
                        Reason.ATTESTATION,
                        statement(
                                "android-key",
                                s -> s.Add("alg", -7).Add("sig", new byte[8]).Add("x5c", 7))),
                row(
                        "certificates that are numbers",
                        Reason.ATTESTATION,
                        statement(
                                "android-key",
                                s -> s.Add("alg", -7)
                                        .Add("sig", new byte[8])
                                        .Add("x5c", CBORObject.NewArray().Add(7)))),
                row("packed, and no statement", Reason.ATTESTATION, statement("packed", s -> {})),
                row("none, and yet a statement", Reason.ATTESTATION, statement("none", s -> s.Add("x", 1))),
                // Steps 25 and 26
                bent(
                        "a credential id of 1024 bytes",
                        Reason.CREDENTIAL_ID_TOO_LONG,
                        a -> a.authenticatorData(d -> withId(d, 1024))),
                bent(
                        "a credential id of no bytes",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> withId(d, 0))),
                row(
                        "an id beside the response that is not the authenticator's",
                        Reason.CREDENTIAL_ID_MISMATCH,
                        json(r -> r.put("id", Base64Url.encode(new byte[32]))
                                .put("rawId", Base64Url.encode(new byte[32])))),
                row("the same registration played again", Reason.ALREADY_REGISTERED, ground -> {
                    CeremonyState ceremony = ground.registering(Ground.newHandle());
                    String response = ground.created(ceremony, new HostileAuthenticator());
                    registerBefore(ground, ceremony, response);
                    ground.register(ceremony, response);
                }),
                row("a credential that is there, before anybody asks the door", Reason.ALREADY_REGISTERED, ground -> {
                    CeremonyState ceremony = ground.registering(Ground.newHandle());
                    String response = ground.created(ceremony, new HostileAuthenticator());
                    registerBefore(ground, ceremony, response);
                    new RegistrationCeremony(Ground.RULES, ground.credentials, ground.clock)
                            .verify(ceremony, RegistrationResponse.parse(Ground.json(response)));
                }),
                row("a credential that came there meanwhile", Reason.ALREADY_REGISTERED, ground -> {
                    CeremonyState ceremony = ground.registering(Ground.newHandle());
                    String response = ground.created(ceremony, new HostileAuthenticator());
                    VerifiedRegistration verified = new RegistrationCeremony(
                                    Ground.RULES, ground.credentials, ground.clock)
                            .verify(ceremony, RegistrationResponse.parse(Ground.json(response)));
                    registerBefore(ground, ceremony, response);
                    ground.credentials.add(verified.credential());
                }),
                row("somebody else's credential id", Reason.ALREADY_REGISTERED, ground -> {
                    CeremonyState first = ground.registering(Ground.newHandle());
                    String response = ground.created(first, new HostileAuthenticator());
                    registerBefore(ground, first, response);
                    byte[] id = Base64Url.decode(
                                    Ground.json(response).path("id").textValue())
                            .orElseThrow();
                    HostileAuthenticator thief = new HostileAuthenticator().authenticatorData(d -> {
                        System.arraycopy(id, 0, d, 55, id.length);
                        return d;
                    });
                    CeremonyState second = ground.registering(Ground.newHandle());
                    ObjectNode bent = Ground.json(ground.created(second, thief));
                    bent.put("id", Base64Url.encode(id)).put("rawId", Base64Url.encode(id));
                    ground.register(second, bent.toString());
                }));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refused(Row row) {
        assertRefused(row);
    }

    @Nested
    @DisplayName("and the good ones")
    class Good {
        private final TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        private final Ground ground = new Ground(store.store());

        @AfterEach
        void close() {
            store.close();
        }

        @Test
        void goodRegistration_isStoredAsTheAuthenticatorToldIt() throws WebAuthnException {
            UserHandle handle = Ground.newHandle();
            StoredCredential made = ground.register(handle, new HostileAuthenticator(0x1D, false));
            StoredCredential stored = ground.credentials.find(made.id()).orElseThrow();
            assertEquals(handle, stored.handle());
            assertTrue(stored.backupEligible() && stored.backedUp());
            assertEquals("none", stored.attestationFormat());
            assertEquals(Set.of("internal"), stored.transports());
            assertEquals(0, stored.signCount());
        }

        @Test
        void credentialIdOf1023Bytes_isTaken() throws WebAuthnException {
            CeremonyState ceremony = ground.registering(Ground.newHandle());
            byte[] id = new byte[1023];
            ObjectNode response = Ground.json(
                    ground.created(ceremony, new HostileAuthenticator().authenticatorData(d -> withId(d, 1023))));
            response.put("id", Base64Url.encode(id)).put("rawId", Base64Url.encode(id));
            ground.register(ceremony, response.toString());
            assertTrue(ground.rows().contains(Base64Url.encode(id)));
        }
    }
}
