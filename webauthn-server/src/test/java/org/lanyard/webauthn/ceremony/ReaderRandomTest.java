package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.credential.CredentialStore;

/** The readers against good input with bytes changed, cut, doubled and made up; seeded, so that a failure comes again. */
@DisplayName("the readers, on 20,000 changed inputs each")
class ReaderRandomTest {
    private static final long SEED = Long.getLong("lanyard.seed", 20261123L);
    private static final int TIMES = 20_000;

    private String registration;

    @BeforeEach
    void makeTheGoodOne() {
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            Ground ground = new Ground(store.store());
            registration = ground.created(ground.registering(Ground.newHandle()), new HostileAuthenticator());
        }
    }

    private byte[] good(Readers reader) throws Exception {
        ObjectNode response = (ObjectNode) Ground.json(registration).path("response");
        byte[] object = bytes(response, "attestationObject");
        byte[] data = AttestationObject.parse(object).authenticatorData();
        return switch (reader) {
            case CLIENT_DATA -> bytes(response, "clientDataJSON");
            case ATTESTATION_OBJECT -> object;
            case AUTHENTICATOR_DATA -> data;
            case COSE_KEY ->
                AuthenticatorData.parse(data).attested().orElseThrow().publicKey();
            case ANDROID_KEY -> new AndroidKey().extension(new byte[32]);
            case RESPONSE -> withAssertion(response).getBytes(StandardCharsets.UTF_8);
        };
    }

    @ParameterizedTest
    @EnumSource
    void anything_isReadOrRefused(Readers reader) throws Exception {
        byte[] good = good(reader);
        assertTrue(reader.read(good), "the good one");
        Random random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < TIMES; i++) {
            byte[] changed = changed(good, random);
            try {
                read += reader.read(changed) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError("seed " + SEED + ", round " + i + ": " + Base64Url.encode(changed), thrown);
            }
        }
        assertTrue(read < TIMES, "not all of it is good");
    }

    @ParameterizedTest
    @EnumSource
    void everythingCutOff_isRefused(Readers reader) throws Exception {
        byte[] good = good(reader);
        for (int length = 0; length < good.length; length++) {
            assertFalse(reader.read(Arrays.copyOf(good, length)), "cut to " + length);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CLIENT_DATA", "ATTESTATION_OBJECT", "AUTHENTICATOR_DATA", "COSE_KEY", "ANDROID_KEY", "RESPONSE"})
    void aByteMore_isRefused(Readers reader) throws Exception {
        byte[] good = good(reader);
        for (int more = 0; more < 256; more++) {
            byte[] longer = Arrays.copyOf(good, good.length + 1);
            longer[good.length] = (byte) more;
            boolean space = more == ' ' || more == '\n' || more == '\r' || more == '\t';
            boolean json = reader == Readers.CLIENT_DATA || reader == Readers.RESPONSE;
            assertTrue(!reader.read(longer) || json && space, "byte " + more + " behind it");
        }
    }

    private static byte[] changed(byte[] good, Random random) {
        byte[] changed = good.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length + 40));
            case 1 -> {
                changed = new byte[random.nextInt(200)];
                random.nextBytes(changed);
            }
            case 2 ->
                System.arraycopy(
                        good, 0, changed, random.nextInt(good.length / 2), good.length / 2); // a part of it twice
            default -> {
                for (int n = random.nextInt(6); n >= 0; n--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
            }
        }
        return changed;
    }

    /** A registration's response that reads as an assertion's too, so that both readers see all of it. */
    private String withAssertion(ObjectNode response) {
        response.put("authenticatorData", "AAAA").put("signature", "AAAA").put("userHandle", "AAAA");
        ObjectNode whole = Ground.json(registration);
        whole.set("response", response);
        return whole.toString();
    }

    private static byte[] bytes(ObjectNode response, String name) {
        return Base64Url.decode(response.path(name).textValue()).orElseThrow();
    }
}
