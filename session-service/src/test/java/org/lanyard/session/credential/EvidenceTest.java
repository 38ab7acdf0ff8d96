package org.lanyard.session.credential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.TestKey;

class EvidenceTest {
    private static final HexFormat HEX = HexFormat.of();

    private static void malformed(byte[] cose) {
        assertEquals(
                Reason.EVIDENCE_MALFORMED,
                assertThrows(RefusedException.class, () -> CoseKey.parse(cose)).reason());
    }

    @Test
    @DisplayName("ES256, RFC 9053 §2.1")
    void es256() throws Exception {
        TestKey key = new TestKey();
        byte[] data = key.data();
        byte[] client = {'{', '}'};
        byte[] signature = key.sign(data, client);
        byte[] signed = Arrays.copyOf(data, data.length + 32);
        System.arraycopy(org.lanyard.session.login.Secret.hash(client), 0, signed, data.length, 32);
        CoseKey read = CoseKey.parse(key.cose());
        assertArrayEquals(key.cose(), read.encoded());
        assertTrue(read.verifies(signed, signature));
        signed[0] ^= 1;
        assertFalse(read.verifies(signed, signature));
        assertFalse(read.verifies(signed, new byte[] {1, 2, 3}));
        assertFalse(read.verifies(signed, new byte[0]));
    }

    @Test
    @DisplayName("EdDSA on Ed25519, RFC 9053 §2.2")
    void ed25519() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        byte[] cose =
                concat(HEX.parseHex("a4010103272006215820"), Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(cose);
        byte[] signature = signer.sign();
        assertTrue(CoseKey.parse(cose).verifies(cose, signature));
        signature[3] ^= 1;
        assertFalse(CoseKey.parse(cose).verifies(cose, signature));
    }

    @Test
    @DisplayName("RS256, RFC 8812 §2")
    void rs256() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        byte[] n = ((RSAPublicKey) pair.getPublic()).getModulus().toByteArray();
        byte[] cose = concat(
                HEX.parseHex("a401030339010020590100"),
                Arrays.copyOfRange(n, n.length - 256, n.length),
                HEX.parseHex("2143010001"));
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(pair.getPrivate());
        signer.update(cose);
        assertTrue(CoseKey.parse(cose).verifies(cose, signer.sign()));
    }

    @ParameterizedTest(name = "COSE {1}")
    @DisplayName("ES384 and ES512 on their curves, Ed448, RS384, RS512: the ones that have to be configured")
    @CsvSource({
        "SHA384withECDSA, -35, secp384r1, 48, 2",
        "SHA512withECDSA, -36, secp521r1, 66, 3",
        "Ed448, -53, Ed448, 57, 7",
        "SHA384withRSA, -258, RSA, 256, 0",
        "SHA512withRSA, -259, RSA, 256, 0"
    })
    void furtherAlgorithms(String signature, int algorithm, String kind, int length, int curve) throws Exception {
        boolean ec = kind.startsWith("secp");
        boolean rsa = kind.equals("RSA");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ec ? "EC" : kind);
        if (ec) {
            generator.initialize(new ECGenParameterSpec(kind));
        }
        if (rsa) {
            generator.initialize(2048);
        }
        var pair = generator.generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        byte[] last = Arrays.copyOfRange(spki, spki.length - (ec ? 2 * length : length), spki.length);
        byte[] alg = new byte[] {0x39, (byte) (-1 - algorithm >> 8), (byte) (-1 - algorithm)};
        byte[] shortAlg = new byte[] {0x38, (byte) (-1 - algorithm)};
        byte[] cose;
        if (rsa) {
            byte[] n = ((RSAPublicKey) pair.getPublic()).getModulus().toByteArray();
            cose = concat(
                    HEX.parseHex("a4010303"),
                    alg,
                    HEX.parseHex("20590100"),
                    Arrays.copyOfRange(n, n.length - 256, n.length),
                    HEX.parseHex("2143010001"));
        } else {
            cose = concat(
                    new byte[] {(byte) (ec ? 0xa5 : 0xa4), 1, (byte) (ec ? 2 : 1), 3},
                    shortAlg,
                    new byte[] {0x20, (byte) curve, 0x21, 0x58, (byte) length},
                    Arrays.copyOf(last, length));
            if (ec) {
                cose = concat(
                        cose, new byte[] {0x22, 0x58, (byte) length}, Arrays.copyOfRange(last, length, 2 * length));
                byte[] off = cose.clone();
                off[off.length - 1] ^= 1;
                malformed(off);
            }
        }
        Signature signer = Signature.getInstance(signature);
        signer.initSign(pair.getPrivate());
        signer.update(cose);
        byte[] signed = signer.sign();
        assertTrue(CoseKey.parse(cose).verifies(cose, signed));
        assertFalse(CoseKey.parse(cose).verifies(spki, signed));
    }

    @Test
    @DisplayName("RS1 is none of them (RFC 8812 §2: SHA-1 SHOULD NOT be used)")
    void rs1() {
        byte[] cose = concat(
                HEX.parseHex("a401030339fffe20590100"),
                new byte[] {(byte) 0xff},
                new byte[254],
                new byte[] {1},
                HEX.parseHex("2143010001"));
        malformed(cose);
        cose[4] = 0x39;
        cose[5] = 1;
        cose[6] = 0;
        assertDoesNotThrow(() -> CoseKey.parse(cose));
    }

    @Test
    @DisplayName("§7.1 steps 10 and 11: in a frame of a configured page alone, where the browser tells whose")
    void inAFrame() throws Exception {
        Set<String> pages = Set.of("https://portal.example");
        assertTrue(framed("true", "").isWithin(pages));
        assertTrue(framed("true", ",\"topOrigin\":\"https://portal.example\"").isWithin(pages));
        assertFalse(framed("true", ",\"topOrigin\":\"https://evil.example\"").isWithin(pages));
        assertFalse(framed("true", "").isWithin(Set.of()));
        assertTrue(framed("false", ",\"topOrigin\":\"https://evil.example\"").crossOrigin());
    }

    private static ClientData framed(String cross, String more) throws RefusedException {
        return ClientData.parse(("{\"type\":\"webauthn.get\",\"challenge\":\"abc\",\"origin\":\"https://a.example\","
                        + "\"crossOrigin\":" + cross + more + "}")
                .getBytes());
    }

    @Test
    void aPointOffTheCurveIsRefused() {
        byte[] cose = new TestKey().cose();
        cose[cose.length - 1] ^= 1;
        malformed(cose);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a0",
                "a10102",
                "bf0102ff", // indefinite length
                "a201020102", // a label twice
                "a1180102", // not the shortest head
                "a4010103272006215821", // a length beyond the end
                "a40101032720062158", // ends early
                "a50102032620012158200000000000000000000000000000000000000000000000000000000000000000"
                        + "2258200000000000000000000000000000000000000000000000000000000000000000"
            })
    void notAKey(String hex) {
        malformed(HEX.parseHex(hex));
    }

    @Test
    void anotherAlgorithmCurveOrLabelIsRefused() {
        byte[] good = new TestKey().cose();
        byte[] es384 = good.clone();
        es384[4] = 0x27;
        malformed(es384);
        byte[] crv = good.clone();
        crv[6] = 2;
        malformed(crv);
        malformed(concat(good, new byte[] {0}));
        byte[] more = concat(good, new byte[] {0x04, 0x01});
        more[0] = (byte) 0xa6;
        malformed(more);
    }

    @Test
    void authenticatorDataIsReadFromEndToEnd() throws Exception {
        TestKey key = new TestKey();
        key.flags |= TestKey.BE;
        AuthenticatorData data = AuthenticatorData.parse(key.attestedData());
        assertTrue(data.userPresent() && data.userVerified() && data.backupEligible());
        assertArrayEquals(key.id, data.attested().orElseThrow().credentialId());
        assertArrayEquals(key.cose(), data.attested().orElseThrow().key().encoded());
        byte[] all = key.attestedData();
        for (int length = 0; length < all.length; length++) {
            byte[] cut = Arrays.copyOf(all, length);
            assertThrows(RefusedException.class, () -> AuthenticatorData.parse(cut), "cut at " + length);
        }
        assertThrows(RefusedException.class, () -> AuthenticatorData.parse(concat(all, new byte[] {0})));
    }

    @Test
    @DisplayName("WebAuthn §6.1: extensions are one CBOR map")
    void extensions() throws Exception {
        TestKey key = new TestKey();
        key.flags |= 0x80;
        byte[] data = concat(key.data(), HEX.parseHex("a16b6372656450726f7465637402"));
        assertTrue(AuthenticatorData.parse(data).userPresent());
        assertThrows(RefusedException.class, () -> AuthenticatorData.parse(key.data()));
        assertThrows(RefusedException.class, () -> AuthenticatorData.parse(concat(key.data(), new byte[] {1})));
        byte[] deep = concat(key.data(), HEX.parseHex("a10181818181818101"));
        assertThrows(RefusedException.class, () -> AuthenticatorData.parse(deep));
    }

    @Test
    void clientDataIsStrict() throws Exception {
        TestKey key = new TestKey();
        ClientData data = ClientData.parse(key.clientData("webauthn.get", "abc"));
        assertEquals("webauthn.get", data.type());
        assertEquals("abc", data.challenge());
        assertFalse(data.crossOrigin());
        for (String json : new String[] {
            "[]",
            "{}",
            "{\"type\":1}",
            "",
            "null",
            "{\"type\":\"a\",\"challenge\":\"b\",\"origin\":\"c\",\"crossOrigin\":\"no\"}"
        }) {
            assertThrows(RefusedException.class, () -> ClientData.parse(json.getBytes()), json);
        }
    }

    @Test
    void whateverArrivesNothingButARefusalComesOut() {
        Random random = new Random(42);
        byte[] good = new TestKey().attestedData();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[32 + random.nextInt(bytes.length - 32)] = (byte) random.nextInt(256);
            }
            any(bytes);
        }
    }

    @FuzzTest(maxDuration = "30s")
    @Tag("fuzz")
    void any(byte[] bytes) {
        try {
            AuthenticatorData.parse(bytes);
        } catch (RefusedException expected) {
            // the one exception that may come out
        }
        try {
            CoseKey.parse(bytes);
        } catch (RefusedException expected) {
            // the one exception that may come out
        }
        try {
            ClientData.parse(bytes);
        } catch (RefusedException expected) {
            // the one exception that may come out
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
