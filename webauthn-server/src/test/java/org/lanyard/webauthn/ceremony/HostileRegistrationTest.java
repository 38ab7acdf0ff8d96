package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.numbers.EInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;

@DisplayName("WebAuthn Level 3 §7.1, each step broken once")
class HostileRegistrationTest {
    private TestStore store;
    private Ground ground;

    @BeforeEach
    void open() {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        ground = new Ground(store.store());
    }

    @AfterEach
    void close() {
        store.close();
    }

    interface Attack {
        void on(Ground ground) throws WebAuthnException;
    }

    record Row(String name, Reason reason, Attack attack) {
        @Override
        public String toString() {
            return name + " → " + reason;
        }
    }

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
                // Steps 3 to 6: the reading
                row("the type of another credential", Reason.RESPONSE_MALFORMED, json(r -> r.put("type", "password"))),
                row("no rawId", Reason.RESPONSE_MALFORMED, json(r -> r.remove("rawId"))),
                row("an id that is not the rawId", Reason.RESPONSE_MALFORMED, json(r -> r.put("id", "AAAA"))),
                row("no response", Reason.RESPONSE_MALFORMED, json(r -> r.remove("response"))),
                row("no client data", Reason.RESPONSE_MALFORMED, inner(r -> r.remove("clientDataJSON"))),
                row("base64 with padding", Reason.RESPONSE_MALFORMED, inner(r -> r.put("clientDataJSON", "AA=="))),
                row("base64 with stray bits", Reason.RESPONSE_MALFORMED, inner(r -> r.put("clientDataJSON", "AB"))),
                bent(
                        "client data in UTF-16",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataBytes(
                                json -> new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16BE))),
                bent("client data with a BOM", Reason.CLIENT_DATA_MALFORMED, a -> a.clientDataText(c -> "\uFEFF" + c)),
                bent(
                        "client data followed by more",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> c + "{}")),
                bent(
                        "client data with a name twice",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> c.replace("{", "{\"origin\":\"https://evil.example\","))),
                bent(
                        "client data that is a list",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> "[" + c + "]")),
                bent(
                        "client data without a challenge",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.remove("challenge"))),
                bent(
                        "crossOrigin as a word",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.put("crossOrigin", "false"))),
                bent(
                        "a token binding",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientData(c -> c.putObject("tokenBinding")
                                .put("status", "present")
                                .put("id", "AAAA"))),
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
                // Step 13
                row(
                        "an attestation object followed by more",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
                row(
                        "an attestation object cut off",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
                row(
                        "an attestation object with a key twice",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(HostileRegistrationTest::twice)),
                row(
                        "an attestation object with a key more",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes ->
                                CBORObject.DecodeFromBytes(bytes).Add("more", 1).EncodeToBytes())),
                row(
                        "an attestation object that is a list",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> CBORObject.NewArray().EncodeToBytes())),
                row(
                        "authData as a text",
                        Reason.ATTESTATION_OBJECT_MALFORMED,
                        object(bytes -> CBORObject.DecodeFromBytes(bytes)
                                .Set("authData", "x")
                                .EncodeToBytes())),
                bent(
                        "authenticator data followed by more",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, d.length + 1))),
                bent(
                        "authenticator data cut off",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, 36))),
                bent(
                        "a credential id longer than the data",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> patched(d, 53, 0xFF, 0xFF))),
                bent(
                        "no attested credential",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> {
                            d[32] &= ~0x40;
                            return Arrays.copyOf(d, 37);
                        })),
                bent(
                        "extensions told, not there",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> {
                            d[32] |= (byte) 0x80;
                            return d;
                        })),
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
                        "a coordinate too short",
                        Reason.PUBLIC_KEY,
                        a -> a.coseKey(
                                key(k -> k.Set(CBORObject.FromObject(-2), CBORObject.FromObject(new byte[31]))))),
                bent("an RSA key of 1024 bits", Reason.PUBLIC_KEY, a -> a.coseKey(k -> rsa(128))),
                bent("an RSA key of 16384 bits", Reason.PUBLIC_KEY, a -> a.coseKey(k -> rsa(2048))),
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
                        "a statement of Android's, which the library does not verify",
                        Reason.ATTESTATION_FORMAT,
                        statement("android-key", s -> s.Add("alg", -7))),
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
        WebAuthnException refusal =
                assertThrows(WebAuthnException.class, () -> row.attack().on(ground));
        assertEquals(row.reason(), refusal.reason(), refusal.getMessage());
        long rows = ground.rows().chars().filter(c -> c == ',').count()
                + (ground.rows().equals("[]") ? 0 : 1);
        assertEquals(row.reason() == Reason.ALREADY_REGISTERED ? 1 : 0, rows, "a refusal leaves nothing");
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

    private static Row row(String name, Reason reason, Attack attack) {
        return new Row(name, reason, attack);
    }

    private static Row bent(String name, Reason reason, UnaryOperator<HostileAuthenticator> bend) {
        return row(name, reason, ground -> {
            CeremonyState ceremony = ground.registering(Ground.newHandle());
            ground.register(ceremony, ground.created(ceremony, bend.apply(new HostileAuthenticator())));
        });
    }

    private static Attack json(Consumer<ObjectNode> bend) {
        return ground -> {
            CeremonyState ceremony = ground.registering(Ground.newHandle());
            ObjectNode response = Ground.json(ground.created(ceremony, new HostileAuthenticator()));
            bend.accept(response);
            ground.register(ceremony, response.toString());
        };
    }

    private static Attack inner(Consumer<ObjectNode> bend) {
        return json(response -> bend.accept((ObjectNode) response.path("response")));
    }

    private static Attack object(UnaryOperator<byte[]> bend) {
        return inner(response -> response.put(
                "attestationObject",
                Base64Url.encode(bend.apply(
                        Base64Url.decode(response.path("attestationObject").textValue())
                                .orElseThrow()))));
    }

    private static Attack statement(String format, Consumer<CBORObject> fill) {
        CBORObject statement = CBORObject.NewMap();
        fill.accept(statement);
        return object(bytes -> CBORObject.DecodeFromBytes(bytes)
                .Set("fmt", format)
                .Set("attStmt", statement)
                .EncodeToBytes());
    }

    private static UnaryOperator<byte[]> key(Consumer<CBORObject> bend) {
        return bytes -> {
            CBORObject key = CBORObject.DecodeFromBytes(bytes);
            bend.accept(key);
            return key.EncodeToBytes();
        };
    }

    private static byte[] rsa(int modulusBytes) {
        byte[] modulus = new byte[modulusBytes];
        Arrays.fill(modulus, (byte) 0xFF);
        return CBORObject.NewOrderedMap()
                .Add(1, 3)
                .Add(3, -257)
                .Add(-1, modulus)
                .Add(-2, new byte[] {1, 0, 1})
                .EncodeToBytes();
    }

    private static byte[] twice(byte[] object) {
        byte[] more = new byte[] {0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e'};
        ByteBuffer bytes = ByteBuffer.allocate(object.length + more.length);
        bytes.put((byte) (object[0] + 1)).put(object, 1, object.length - 1).put(more);
        return bytes.array();
    }

    /** The authenticator data with a credential id of so many zeros. */
    private static byte[] withId(byte[] data, int length) {
        ByteBuffer longer = ByteBuffer.allocate(data.length - 32 + length);
        longer.put(data, 0, 53).putShort((short) length).put(new byte[length]).put(data, 87, data.length - 87);
        return longer.array();
    }

    private static byte[] patched(byte[] data, int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            data[at + i] = (byte) values[i];
        }
        return data;
    }

    private static void registerBefore(Ground ground, CeremonyState ceremony, String response) {
        try {
            ground.register(ceremony, response);
        } catch (WebAuthnException impossible) {
            throw new AssertionError("the good registration", impossible);
        }
    }
}
