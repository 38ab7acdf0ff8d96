package org.lanyard.webauthn.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

@DisplayName("W3C WebAuthn Level 3 §5.8.5, RFC 9053 §7: the keys of each algorithm")
class CoseKeyTest {
    private static final List<KeyAlgorithm> ALL = List.of(KeyAlgorithm.values());

    record Row(String what, KeyAlgorithm algorithm, Consumer<CBORObject> broken) {
        @Override
        public String toString() {
            return algorithm + ": " + what;
        }
    }

    static Stream<Row> rows() {
        BigInteger even = BigInteger.ONE.shiftLeft(2047);
        BigInteger good = even.setBit(0);
        return Stream.of(
                new Row("no x", KeyAlgorithm.ES256, k -> k.Remove(CBORObject.FromObject(-2))),
                new Row("a shorter x", KeyAlgorithm.ES256, k -> set(k, -2, new byte[31])),
                new Row("a longer y", KeyAlgorithm.ES256, k -> set(k, -3, new byte[33])),
                new Row("x with a zero before it", KeyAlgorithm.ES256, k -> set(k, -2, generator("x", 33))),
                new Row("y with a zero before it", KeyAlgorithm.ES256, k -> set(k, -3, generator("y", 33))),
                new Row("x beyond the field", KeyAlgorithm.ES256, k -> beyond(k, -2)),
                new Row("x that is the field's prime", KeyAlgorithm.ES256, k -> primeAsX(k)),
                new Row("the point's y and once the field's prime", KeyAlgorithm.ES512, k -> primeMoreAsY(k)),
                new Row("a point beside the curve", KeyAlgorithm.ES384, k -> set(k, -3, new byte[48])),
                new Row("another key type", KeyAlgorithm.ES512, k -> k.Set(1, 1)),
                new Row("another curve", KeyAlgorithm.ES512, k -> k.Set(-1, 2)),
                new Row("no curve", KeyAlgorithm.ES256, k -> k.Remove(CBORObject.FromObject(-1))),
                new Row("a curve that is a text", KeyAlgorithm.ES256, k -> k.Set(-1, "P-256")),
                new Row(
                        "a curve with a tag",
                        KeyAlgorithm.ES256,
                        k -> k.Set(CBORObject.FromObject(-1), CBORObject.FromObjectAndTag(1, 4))),
                new Row(
                        "a key type with a tag of no meaning",
                        KeyAlgorithm.RS256,
                        k -> k.Set(CBORObject.FromObject(1), CBORObject.FromObjectAndTag(3, 55799))),
                new Row("a curve far beyond 64 bits", KeyAlgorithm.ES256, k -> k.Set(-1, even)),
                new Row(
                        "a curve just beyond 63 bits",
                        KeyAlgorithm.ES256,
                        k -> k.Set(
                                CBORObject.FromObject(-1),
                                CBORObject.DecodeFromBytes(new byte[] {0x1B, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0}))),
                new Row("another key type", KeyAlgorithm.EDDSA, k -> k.Set(1, 2)),
                new Row("another curve", KeyAlgorithm.EDDSA, k -> k.Set(-1, 7)),
                new Row("a byte too few", KeyAlgorithm.EDDSA, k -> set(k, -2, new byte[31])),
                new Row("a byte too many", KeyAlgorithm.EDDSA, k -> set(k, -2, new byte[33])),
                new Row("the length of Ed25519", KeyAlgorithm.ED448, k -> set(k, -2, new byte[32])),
                new Row("another curve", KeyAlgorithm.ED448, k -> k.Set(-1, 6)),
                new Row("another key type", KeyAlgorithm.RS256, k -> k.Set(1, 2)),
                new Row(
                        "2047 bits",
                        KeyAlgorithm.RS256,
                        k -> set(k, -1, unsigned(good.shiftRight(1).setBit(0)))),
                new Row("4104 bits", KeyAlgorithm.RS256, k -> set(k, -1, odd(513))),
                new Row("an even modulus", KeyAlgorithm.RS256, k -> set(k, -1, unsigned(even))),
                new Row("an even exponent", KeyAlgorithm.RS256, k -> set(k, -2, new byte[] {1, 0, 0})),
                new Row("the exponent 1", KeyAlgorithm.RS256, k -> set(k, -2, new byte[] {1})),
                new Row("an exponent of 9 bytes", KeyAlgorithm.RS256, k -> set(k, -2, odd(9))));
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void require_aGoodKey_isOfItsAlgorithm(KeyAlgorithm algorithm) throws Exception {
        assertEquals(algorithm, CoseKey.require(good(algorithm), ALL));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void require_oneThingBroken_isRefused(Row row) {
        CBORObject key = good(row.algorithm());
        row.broken().accept(key);
        WebAuthnException refusal = assertThrows(WebAuthnException.class, () -> CoseKey.require(key, ALL));
        assertEquals(Reason.PUBLIC_KEY, refusal.reason());
    }

    @Test
    void require_theSmallestAndTheLargestRsa_areTaken() throws Exception {
        for (int bytes : new int[] {256, 512}) {
            CBORObject key = good(KeyAlgorithm.RS256);
            set(key, -1, odd(bytes));
            set(key, -2, odd(8));
            assertEquals(KeyAlgorithm.RS256, CoseKey.require(key, ALL));
        }
    }

    private static CBORObject good(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> ec(-7, 1, "secp256r1", 32);
            case ES384 -> ec(-35, 2, "secp384r1", 48);
            case ES512 -> ec(-36, 3, "secp521r1", 66);
            case EDDSA -> okp(-8, 6, 32);
            case ED448 -> okp(-53, 7, 57);
            case RS256, RS384, RS512, RS1 -> {
                CBORObject key = CBORObject.NewMap().Set(1, 3).Set(3, algorithm.cose());
                set(key, -1, odd(256));
                set(key, -2, new byte[] {1, 0, 1});
                yield key;
            }
        };
    }

    /** The curve's generator, which is a point of it. */
    private static CBORObject ec(int algorithm, int number, String curve, int length) {
        CBORObject key = CBORObject.NewMap().Set(1, 2).Set(3, algorithm).Set(-1, number);
        set(key, -2, fixed(parameters(curve).getGenerator().getAffineX(), length));
        set(key, -3, fixed(parameters(curve).getGenerator().getAffineY(), length));
        return key;
    }

    private static CBORObject okp(int algorithm, int number, int length) {
        CBORObject key = CBORObject.NewMap().Set(1, 1).Set(3, algorithm).Set(-1, number);
        set(key, -2, new byte[length]);
        return key;
    }

    /** The same point, spelled with a number that the field does not have. */
    private static void beyond(CBORObject key, int label) {
        set(key, label, unsigned(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)));
    }

    /** x = 0 is on the curve, and so would be x = p, were it not for the field. */
    private static void primeAsX(CBORObject key) {
        ECParameterSpec p256 = parameters("secp256r1");
        BigInteger p = ((ECFieldFp) p256.getCurve().getField()).getP();
        BigInteger y = p256.getCurve().getB().modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        set(key, -2, fixed(p, 32));
        set(key, -3, fixed(y, 32));
    }

    /** The generator again, for P-521 leaves seven bits for numbers that the field does not have. */
    private static void primeMoreAsY(CBORObject key) {
        ECParameterSpec p521 = parameters("secp521r1");
        BigInteger p = ((ECFieldFp) p521.getCurve().getField()).getP();
        set(key, -3, fixed(p521.getGenerator().getAffineY().add(p), 66));
    }

    private static byte[] generator(String coordinate, int length) {
        ECPoint generator = parameters("secp256r1").getGenerator();
        return fixed(coordinate.equals("x") ? generator.getAffineX() : generator.getAffineY(), length);
    }

    private static ECParameterSpec parameters(String curve) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(CBORObject key, int label, byte[] value) {
        key.Set(CBORObject.FromObject(label), CBORObject.FromObject(value));
    }

    private static byte[] odd(int bytes) {
        byte[] number = new byte[bytes];
        Arrays.fill(number, (byte) 0xFF);
        return number;
    }

    private static byte[] unsigned(BigInteger number) {
        return fixed(number, (number.bitLength() + 7) / 8);
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length];
        int from = Math.max(0, signed.length - length);
        System.arraycopy(signed, from, bytes, length - (signed.length - from), signed.length - from);
        return bytes;
    }
}
