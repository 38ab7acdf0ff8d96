package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.pki.testing.TestKeys;

class EcdsaTest {
    @Test
    void derToJws_ofRandomNumbers_agreesWithBouncyCastle() throws Exception {
        Random random = new Random(20261123);
        for (int i = 0; i < 2000; i++) {
            int field = i % 2 == 0 ? 32 : 48;
            BigInteger r = new BigInteger(1 + random.nextInt(8 * field), random).setBit(0);
            BigInteger s = new BigInteger(1 + random.nextInt(8 * field), random).setBit(0);
            byte[] der = new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded();
            byte[] expected = new byte[2 * field];
            put(r, expected, field);
            put(s, expected, 2 * field);
            assertArrayEquals(expected, Ecdsa.derToJws(der, field), "seed 20261123, " + i);
        }
    }

    @Test
    void derToJws_ofARealSignature_verifies() throws Exception {
        KeyPair pair = TestKeys.p256();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[] {1});
        byte[] jws = Ecdsa.derToJws(signature.sign(), 32);
        SignatureRules.Signed signed = new SignatureRules.Signed(
                JwsAlgorithm.ES256, VerificationKey.of(pair.getPublic()), new byte[] {1}, jws);
        Jws.verify(signed, Rules.ALL);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'', nothing",
        "30, a tag alone",
        "3006020101020101FF, a byte too many",
        "300602010102, cut off",
        "3006020101020101, good",
        "31060201010201 01, a SET",
        "3006030101020101, a BIT STRING",
        "300602010002010 1, zero",
        "3006020101020100, zero in the second place",
        "300802030000010 20101, padded twice",
        "3006020002020101, an empty INTEGER before a good one",
        "30060204 01010101, one INTEGER alone",
        "3007020101020101, a length that is not so",
        "3006020181020101, negative",
        "300702020001020101, padded without need",
        "30050201010200, an empty INTEGER",
        "3081060201010201 01, a long form of length",
        "3009020101020101020101, three INTEGERs",
        "300602017F027F01, a length beyond the end"
    })
    void derToJws_ofAnythingElse_isRefused(String hex, String what) {
        byte[] der = HexFormat.of().parseHex(hex.replace(" ", ""));
        if (what.equals("good")) {
            Ecdsa.derToJws(der, 32);
            return;
        }
        assertThrows(IllegalArgumentException.class, () -> Ecdsa.derToJws(der, 32), what);
    }

    @Test
    void derToJws_ofANumberLongerThanTheField_isRefused() {
        byte[] der = HexFormat.of().parseHex("3026" + "0221" + "01".repeat(33) + "020101");
        assertThrows(IllegalArgumentException.class, () -> Ecdsa.derToJws(der, 32));
    }

    @Test
    void derToJws_ofRandomBytes_throwsNothingElse() {
        Random random = new Random(4711);
        for (int i = 0; i < 50_000; i++) {
            byte[] der = new byte[random.nextInt(80)];
            random.nextBytes(der);
            if (der.length > 6 && i % 2 == 0) {
                der[0] = 0x30;
                der[1] = (byte) (der.length - 2);
                der[2] = 2;
                der[3] = (byte) random.nextInt(40);
            }
            try {
                Ecdsa.derToJws(der, 32);
            } catch (IllegalArgumentException expected) {
                continue;
            }
        }
    }

    private static void put(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        System.arraycopy(bytes, from, into, end - (bytes.length - from), bytes.length - from);
    }
}
