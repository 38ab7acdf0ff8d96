package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lanyard.webauthn.ceremony.AndroidKey.everyApplication;
import static org.lanyard.webauthn.ceremony.AndroidKey.explicit;
import static org.lanyard.webauthn.ceremony.AndroidKey.purpose;

import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;
import org.lanyard.webauthn.credential.CredentialStore;

@DisplayName("WebAuthn Level 3 §8.4, Android key attestation")
class AndroidKeyStatementTest {
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

    record Row(String name, String detail, Consumer<AndroidKey> bend) {
        @Override
        public String toString() {
            return name + " → " + detail;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                // "conforming to the syntax defined above"
                new Row("a member more", "members", k -> k.statement = s -> s.Add("ver", "1")),
                new Row(
                        "no algorithm",
                        "alg",
                        k -> k.statement = s -> without(s, "alg").Add("x", 1)),
                new Row("another algorithm", "alg", k -> k.statement = s -> s.Set("alg", -35)),
                new Row("an algorithm in words", "alg", k -> k.statement = s -> s.Set("alg", "ES256")),
                new Row("a signature that is text", "sig", k -> k.statement = s -> s.Set("sig", "x")),
                new Row(
                        "no certificates",
                        "x5c",
                        k -> k.statement = s -> without(s, "x5c").Add("x", 1)),
                new Row(
                        "a certificate that is none",
                        "certificate",
                        k -> k.statement =
                                s -> s.Set("x5c", CBORObject.NewArray().Add(new byte[] {0x30, 0}))),
                // "sig is a valid signature"
                new Row(
                        "a signature that is another's",
                        "signature",
                        k -> k.signature = s -> {
                            s[s.length - 1] ^= 1;
                            return s;
                        }),
                new Row("a signature that is none", "signature", k -> k.signature = s -> new byte[3]),
                // "the public key in the first certificate in x5c matches the credentialPublicKey"
                new Row("another key attested", "key", k -> k.attested = AndroidKey.newKey("secp256r1")),
                new Row("a key of another curve attested", "key", k -> k.attested = AndroidKey.newKey("secp384r1")),
                // "the attestationChallenge field … is identical to clientDataHash"
                new Row("a certificate without its description", "no description", k -> k.described = false),
                new Row("attested for another ceremony", "challenge", k -> k.challenge = c -> new byte[c.length]),
                new Row("a challenge with more", "challenge", k -> k.challenge = c -> Arrays.copyOf(c, c.length + 1)),
                // "allApplications … is not present on either authorization list"
                new Row(
                        "for all applications, in software",
                        "all applications",
                        k -> k.software.add(everyApplication())),
                new Row("for all applications", "all applications", k -> k.trusted.add(everyApplication())),
                // "origin … KM_ORIGIN_GENERATED"
                new Row("no origin", "no origin", k -> k.trusted.remove(1)),
                new Row("imported", "origin", k -> k.trusted.set(1, explicit(702, new ASN1Integer(2)))),
                new Row(
                        "imported, says the software",
                        "origin",
                        k -> k.software.add(explicit(702, new ASN1Integer(2)))),
                new Row(
                        "an origin that is text",
                        "origin",
                        k -> k.trusted.set(1, explicit(702, new DEROctetString(new byte[1])))),
                // "purpose … KM_PURPOSE_SIGN"
                new Row("no purpose", "no purpose", k -> k.trusted.remove(0)),
                new Row("for decrypting", "purpose", k -> k.trusted.set(0, purpose(1))),
                new Row("for signing and decrypting", "purpose", k -> k.trusted.set(0, purpose(1, 2))),
                new Row("for no purpose", "purpose", k -> k.trusted.set(0, purpose())),
                new Row("for decrypting, says the software", "purpose", k -> k.software.add(purpose(1))),
                new Row(
                        "an origin without its own tag",
                        "ASN.1",
                        k -> k.trusted.set(1, new DERTaggedObject(false, 702, new ASN1Integer(0)))),
                new Row("a purpose that is no set", "purpose", k -> k.trusted.set(0, explicit(1, new ASN1Integer(2)))),
                // what is no description at all
                new Row("an empty description", "description", k -> k.extension = d -> new byte[] {0x30, 0}),
                new Row("a description that is a number", "ASN.1", k -> k.extension = d -> new byte[] {2, 1, 0}),
                new Row("a description cut off", "ASN.1", k -> k.extension = d -> Arrays.copyOf(d, d.length - 1)),
                new Row(
                        "a description followed by more",
                        "ASN.1",
                        k -> k.extension = d -> Arrays.copyOf(d, d.length + 2)),
                new Row("a description without an end", "ASN.1", k -> k.extension = d -> nested(10_000)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refused(Row row) {
        AndroidKey key = new AndroidKey();
        row.bend().accept(key);
        WebAuthnException refusal = assertThrows(WebAuthnException.class, () -> register(key));
        assertEquals(Reason.ATTESTATION, refusal.reason(), refusal.getMessage());
        assertEquals("ATTESTATION: android-key, " + row.detail(), refusal.getMessage());
        assertEquals("[]", ground.rows());
    }

    @Test
    void theKeysOwnCertificate_isTaken_withItsChain() throws WebAuthnException {
        VerifiedRegistration made = register(new AndroidKey());
        assertEquals("android-key", made.statement().format());
        assertEquals(1, made.statement().chain().size());
    }

    @Test
    @DisplayName("\"otherwise use the union of teeEnforced and softwareEnforced\"")
    void softwaresWord_isAnAndroidsToo() throws WebAuthnException {
        AndroidKey key = new AndroidKey();
        key.software.addAll(key.trusted);
        key.trusted.clear();
        assertEquals("android-key", register(key).credential().attestationFormat());
    }

    private VerifiedRegistration register(AndroidKey key) throws WebAuthnException {
        CeremonyState ceremony = ground.registering(Ground.newHandle());
        return ground.register(ceremony, key.created(ground, ceremony));
    }

    private static CBORObject without(CBORObject map, String name) {
        map.Remove(CBORObject.FromObject(name));
        return map;
    }

    /** Sequences in sequences: what is read by calling itself must end somewhere. */
    private static byte[] nested(int depth) {
        byte[] bytes = new byte[2 * depth];
        for (int i = 0; i < depth; i++) {
            bytes[2 * i] = 0x30;
            bytes[2 * i + 1] = (byte) 0x80;
        }
        return bytes;
    }
}
