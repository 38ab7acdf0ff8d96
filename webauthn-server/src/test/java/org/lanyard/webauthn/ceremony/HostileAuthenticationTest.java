package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialId;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.credential.StoredCredential;
import org.lanyard.webauthn.softauthenticator.SoftAuthenticator;

@DisplayName("WebAuthn Level 3 §7.2, each step broken once")
class HostileAuthenticationTest {
    private TestStore store;
    private Victim victim;

    /** Somebody with a key, and the relying party that knows it. */
    record Victim(Ground ground, HostileAuthenticator authenticator, UserHandle handle) {
        static Victim registered(Store store) throws WebAuthnException {
            Victim victim = new Victim(new Ground(store), new HostileAuthenticator(), Ground.newHandle());
            victim.ground().register(victim.handle(), victim.authenticator());
            return victim;
        }
    }

    @BeforeEach
    void registerTheVictim() throws WebAuthnException {
        store = TestStore.sqlite(CredentialStore.MIGRATIONS);
        victim = Victim.registered(store.store());
    }

    @AfterEach
    void close() {
        store.close();
    }

    interface Attack {
        void on(Victim victim) throws WebAuthnException;
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
                row("a ceremony of registration", Reason.CEREMONY_OF_ANOTHER_PURPOSE, victim -> {
                    String sealed = victim.ground().sealer.seal(victim.ground().registering(victim.handle()));
                    victim.ground().sealer.open(sealed, Purpose.AUTHENTICATION);
                }),
                row("a ceremony past its time", Reason.CEREMONY_EXPIRED, victim -> {
                    CeremonyState ceremony = victim.ground().authenticating();
                    String response = victim.ground().asserted(ceremony, victim.authenticator());
                    victim.ground().clock.turn(Duration.ofMinutes(2));
                    victim.ground().authenticate(ceremony, response);
                }),
                // The reading
                row(
                        "a list for a response",
                        Reason.RESPONSE_MALFORMED,
                        victim -> AuthenticationResponse.parse(JsonNodeFactory.instance.arrayNode())),
                row("no signature", Reason.RESPONSE_MALFORMED, inner(r -> r.remove("signature"))),
                row("a user handle that is a number", Reason.RESPONSE_MALFORMED, inner(r -> r.put("userHandle", 1))),
                // Step 6
                row("nobody named", Reason.USER_HANDLE_MISSING, inner(r -> r.remove("userHandle"))),
                row("null named", Reason.USER_HANDLE_MISSING, inner(r -> r.putNull("userHandle"))),
                row(
                        "a credential that nobody has",
                        Reason.UNKNOWN_CREDENTIAL,
                        json(r -> r.put("id", Base64Url.encode(new byte[32]))
                                .put("rawId", Base64Url.encode(new byte[32])))),
                row(
                        "a credential id of no bytes",
                        Reason.UNKNOWN_CREDENTIAL,
                        json(r -> r.put("id", "").put("rawId", ""))),
                row(
                        "a credential id beyond any",
                        Reason.UNKNOWN_CREDENTIAL,
                        json(r -> r.put("id", Base64Url.encode(new byte[1024]))
                                .put("rawId", Base64Url.encode(new byte[1024])))),
                row("a thief's own key, the victim named", Reason.CREDENTIAL_OF_ANOTHER_USER, victim -> {
                    SoftAuthenticator thief = new HostileAuthenticator();
                    registerBefore(victim.ground(), Ground.newHandle(), thief);
                    CeremonyState ceremony = victim.ground().authenticating();
                    ObjectNode response = Ground.json(victim.ground().asserted(ceremony, thief));
                    ((ObjectNode) response.path("response"))
                            .put("userHandle", victim.handle().toString());
                    victim.ground().authenticate(ceremony, response.toString());
                }),
                row(
                        "nobody's handle",
                        Reason.CREDENTIAL_OF_ANOTHER_USER,
                        inner(r -> r.put("userHandle", Ground.newHandle().toString()))),
                row("a handle too short", Reason.CREDENTIAL_OF_ANOTHER_USER, inner(r -> r.put("userHandle", "AAAA"))),
                // Steps 8 to 15
                bent("client data that are no JSON", Reason.CLIENT_DATA_MALFORMED, a -> a.clientDataText(c -> "x")),
                bent(
                        "client data followed by more",
                        Reason.CLIENT_DATA_MALFORMED,
                        a -> a.clientDataText(c -> c + "{}")),
                bent("type webauthn.create", Reason.TYPE, a -> a.clientData(c -> c.put("type", "webauthn.create"))),
                bent("type payment.get", Reason.TYPE, a -> a.clientData(c -> c.put("type", "payment.get"))),
                row("the answer to another ceremony", Reason.CHALLENGE, victim -> {
                    String response =
                            victim.ground().asserted(victim.ground().authenticating(), victim.authenticator());
                    victim.ground().authenticate(victim.ground().authenticating(), response);
                }),
                bent("another origin", Reason.ORIGIN, a -> a.clientData(c -> c.put("origin", "https://evil.example"))),
                bent(
                        "in a frame of another origin",
                        Reason.CROSS_ORIGIN,
                        a -> a.clientData(c -> c.put("crossOrigin", true))),
                bent(
                        "a top page without a frame",
                        Reason.TOP_ORIGIN,
                        a -> a.clientData(c -> c.put("topOrigin", "https://evil.example"))),
                // §6.1 and steps 16 to 20
                bent(
                        "authenticator data followed by more",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, d.length + 1))),
                bent(
                        "authenticator data cut off",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> Arrays.copyOf(d, 36))),
                bent(
                        "attested credential data in an assertion",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(HostileAuthenticationTest::withAttested)),
                bent(
                        "extensions that are no map",
                        Reason.AUTHENTICATOR_DATA_MALFORMED,
                        a -> a.authenticatorData(d -> {
                            byte[] longer = Arrays.copyOf(d, d.length + 1);
                            longer[32] |= (byte) 0x80;
                            return longer;
                        })),
                bent(
                        "another relying party",
                        Reason.RP_ID_HASH,
                        a -> a.authenticatorData(d -> {
                            d[31]++;
                            return d;
                        })),
                bent("nobody present", Reason.USER_PRESENCE, a -> a.flags(0x04)),
                bent("nobody verified", Reason.USER_VERIFICATION, a -> a.flags(0x01)),
                bent("backed up, not eligible", Reason.BACKUP_STATE, a -> a.flags(0x15)),
                bent("suddenly eligible for backup", Reason.BACKUP_ELIGIBILITY_CHANGED, a -> a.flags(0x0D)),
                // Step 22
                row("a signature of another key", Reason.SIGNATURE, victim -> {
                    HostileAuthenticator thief = new HostileAuthenticator();
                    registerBefore(victim.ground(), Ground.newHandle(), thief);
                    CeremonyState ceremony = victim.ground().authenticating();
                    ObjectNode response = Ground.json(victim.ground().asserted(ceremony, victim.authenticator()));
                    String stolen = Ground.json(victim.ground().asserted(ceremony, thief))
                            .path("response")
                            .path("signature")
                            .textValue();
                    ((ObjectNode) response.path("response")).put("signature", stolen);
                    victim.ground().authenticate(ceremony, response.toString());
                }),
                row("an empty signature", Reason.SIGNATURE, inner(r -> r.put("signature", ""))),
                row(
                        "r and s of zero",
                        Reason.SIGNATURE,
                        inner(r -> r.put("signature", Base64Url.encode(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})))),
                row(
                        "a signature in the form of JWS",
                        Reason.SIGNATURE,
                        inner(r -> r.put("signature", Base64Url.encode(new byte[64])))),
                row("authenticator data changed after signing", Reason.SIGNATURE, inner(r -> {
                    byte[] data = Base64Url.decode(r.path("authenticatorData").textValue())
                            .orElseThrow();
                    data[36]++;
                    r.put("authenticatorData", Base64Url.encode(data));
                })),
                row("client data changed after signing", Reason.SIGNATURE, inner(r -> {
                    byte[] data = Base64Url.decode(r.path("clientDataJSON").textValue())
                            .orElseThrow();
                    r.put(
                            "clientDataJSON",
                            Base64Url.encode(
                                    (new String(data, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8)));
                })),
                // Step 23
                bent(
                        "a counter that stands still",
                        Reason.COUNTER_WENT_BACK,
                        a -> a.authenticatorData(d -> counter(d, 1))),
                bent(
                        "a counter that went back to none",
                        Reason.COUNTER_WENT_BACK,
                        a -> a.authenticatorData(d -> counter(d, 0))),
                row("a counter that another sign-in reached meanwhile", Reason.COUNTER_WENT_BACK, victim -> {
                    CredentialStore credentials = victim.ground().credentials;
                    byte[] id = Base64Url.decode(Ground.json(victim.ground()
                                            .asserted(victim.ground().authenticating(), victim.authenticator()))
                                    .path("id")
                                    .textValue())
                            .orElseThrow();
                    StoredCredential before =
                            credentials.find(new CredentialId(id)).orElseThrow();
                    credentials.used(before, 1, false, victim.ground().clock.instant());
                }));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refused(Row row) {
        WebAuthnException refusal =
                assertThrows(WebAuthnException.class, () -> row.attack().on(victim));
        assertEquals(row.reason(), refusal.reason(), refusal.getMessage());
        assertTrue(
                victim.ground().rows().contains(victim.handle() + " 1 0 "),
                "a refusal changes nothing: " + victim.ground().rows());
    }

    private static Row row(String name, Reason reason, Attack attack) {
        return new Row(name, reason, attack);
    }

    private static Row bent(String name, Reason reason, UnaryOperator<HostileAuthenticator> bend) {
        return row(name, reason, victim -> {
            CeremonyState ceremony = victim.ground().authenticating();
            victim.ground()
                    .authenticate(ceremony, victim.ground().asserted(ceremony, bend.apply(victim.authenticator())));
        });
    }

    private static Attack json(Consumer<ObjectNode> bend) {
        return victim -> {
            CeremonyState ceremony = victim.ground().authenticating();
            ObjectNode response = Ground.json(victim.ground().asserted(ceremony, victim.authenticator()));
            bend.accept(response);
            victim.ground().authenticate(ceremony, response.toString());
        };
    }

    private static Attack inner(Consumer<ObjectNode> bend) {
        return json(response -> bend.accept((ObjectNode) response.path("response")));
    }

    private static byte[] counter(byte[] data, int counter) {
        ByteBuffer.wrap(data).putInt(33, counter);
        return data;
    }

    private static byte[] withAttested(byte[] data) {
        byte[] key = {(byte) 0xA0};
        ByteBuffer longer = ByteBuffer.allocate(data.length + 16 + 2 + 1 + key.length);
        longer.put(data).put(new byte[16]).putShort((short) 1).put((byte) 7).put(key);
        longer.put(32, (byte) (data[32] | 0x40));
        return longer.array();
    }

    private static void registerBefore(Ground ground, UserHandle handle, SoftAuthenticator authenticator) {
        try {
            ground.register(handle, authenticator);
        } catch (WebAuthnException impossible) {
            throw new AssertionError("the good registration", impossible);
        }
    }
}
