package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.HostileAuthenticator;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;

/** What the tables of hostile registrations are written with: a good one, and the ways to bend one thing of it. */
final class RegistrationAttacks {
    private RegistrationAttacks() {}

    interface Attack {
        void on(Ground ground) throws WebAuthnException;
    }

    record Row(String name, Reason reason, Attack attack) {
        @Override
        public String toString() {
            return name + " → " + reason;
        }
    }

    /** Attacks a relying party of its own, and sees that it is refused for its reason and leaves nothing behind. */
    static void assertRefused(Row row) {
        try (TestStore store = TestStore.sqlite(CredentialStore.MIGRATIONS)) {
            Ground ground = new Ground(store.store());
            WebAuthnException refusal =
                    assertThrows(WebAuthnException.class, () -> row.attack().on(ground));
            assertEquals(row.reason(), refusal.reason(), refusal.getMessage());
            String rows = ground.rows();
            int before = row.reason() == Reason.ALREADY_REGISTERED ? 1 : 0;
            assertEquals(before, rows.equals("[]") ? 0 : rows.split(", ").length, "a refusal leaves nothing");
        }
    }

    static Row row(String name, Reason reason, Attack attack) {
        return new Row(name, reason, attack);
    }

    static Row bent(String name, Reason reason, UnaryOperator<HostileAuthenticator> bend) {
        return row(name, reason, ground -> {
            CeremonyState ceremony = ground.registering(Ground.newHandle());
            ground.register(ceremony, ground.created(ceremony, bend.apply(new HostileAuthenticator())));
        });
    }

    static Attack json(Consumer<ObjectNode> bend) {
        return ground -> {
            CeremonyState ceremony = ground.registering(Ground.newHandle());
            ObjectNode response = Ground.json(ground.created(ceremony, new HostileAuthenticator()));
            bend.accept(response);
            ground.register(ceremony, response.toString());
        };
    }

    static Attack inner(Consumer<ObjectNode> bend) {
        return json(response -> bend.accept((ObjectNode) response.path("response")));
    }

    static Attack object(UnaryOperator<byte[]> bend) {
        return inner(response -> response.put(
                "attestationObject",
                Base64Url.encode(bend.apply(
                        Base64Url.decode(response.path("attestationObject").textValue())
                                .orElseThrow()))));
    }

    static Attack statement(String format, Consumer<CBORObject> fill) {
        CBORObject statement = CBORObject.NewMap();
        fill.accept(statement);
        return object(bytes -> CBORObject.DecodeFromBytes(bytes)
                .Set("fmt", format)
                .Set("attStmt", statement)
                .EncodeToBytes());
    }

    static UnaryOperator<byte[]> key(Consumer<CBORObject> bend) {
        return bytes -> {
            CBORObject key = CBORObject.DecodeFromBytes(bytes);
            bend.accept(key);
            return key.EncodeToBytes();
        };
    }

    static byte[] rsa(int modulusBytes) {
        byte[] modulus = new byte[modulusBytes];
        Arrays.fill(modulus, (byte) 0xFF);
        return CBORObject.NewOrderedMap()
                .Add(1, 3)
                .Add(3, -257)
                .Add(-1, modulus)
                .Add(-2, new byte[] {1, 0, 1})
                .EncodeToBytes();
    }

    static byte[] twice(byte[] object) {
        byte[] more = new byte[] {0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e'};
        ByteBuffer bytes = ByteBuffer.allocate(object.length + more.length);
        bytes.put((byte) (object[0] + 1)).put(object, 1, object.length - 1).put(more);
        return bytes.array();
    }

    /** The authenticator data with a credential id of so many zeros. */
    static byte[] withId(byte[] data, int length) {
        ByteBuffer longer = ByteBuffer.allocate(data.length - 32 + length);
        longer.put(data, 0, 53).putShort((short) length).put(new byte[length]).put(data, 87, data.length - 87);
        return longer.array();
    }

    static byte[] withZero(byte[] number) {
        byte[] longer = new byte[number.length + 1];
        System.arraycopy(number, 0, longer, 1, number.length);
        return longer;
    }

    static byte[] patched(byte[] data, int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            data[at + i] = (byte) values[i];
        }
        return data;
    }

    static void registerBefore(Ground ground, CeremonyState ceremony, String response) {
        try {
            ground.register(ceremony, response);
        } catch (WebAuthnException impossible) {
            throw new AssertionError("the good registration", impossible);
        }
    }

    /** A sealed ceremony under a version of tomorrow, and the key's own MAC over it. */
    static String ofTomorrow(String sealed, byte[] key) {
        byte[] bytes = Base64Url.decode(sealed).orElseThrow();
        bytes[0]++;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(bytes, 0, bytes.length - 32);
            mac.doFinal(bytes, bytes.length - 32);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
        return Base64Url.encode(bytes);
    }
}
