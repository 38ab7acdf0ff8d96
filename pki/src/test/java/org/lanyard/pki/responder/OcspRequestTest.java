package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lanyard.pki.der.DerWriter.extension;
import static org.lanyard.pki.der.DerWriter.implicit;
import static org.lanyard.pki.der.DerWriter.integer;
import static org.lanyard.pki.der.DerWriter.isTrue;
import static org.lanyard.pki.der.DerWriter.octets;
import static org.lanyard.pki.der.DerWriter.oid;
import static org.lanyard.pki.der.DerWriter.sequence;
import static org.lanyard.pki.der.DerWriter.tagged;
import static org.lanyard.pki.der.DerWriter.value;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerWriter;

@DisplayName("RFC 6960 §4.1.1, OCSPRequest")
class OcspRequestTest {
    private static final byte[] SHA1 = sequence(oid(TestResponder.SHA1), value(DerWriter.NULL));
    private static final byte[] HASH = octets(new byte[20]);

    private static byte[] certId(byte[] serial) {
        return sequence(SHA1, HASH, HASH, serial);
    }

    private static final byte[] ONE = sequence(certId(integer(5)));

    private static byte[] request(byte[]... tbs) {
        return sequence(sequence(tbs));
    }

    private static byte[] extended(byte[]... extensions) {
        return request(sequence(ONE), tagged(2, sequence(extensions)));
    }

    private static byte[] times(byte[] one, int count) {
        byte[][] all = new byte[count][];
        Arrays.fill(all, one);
        return sequence(all);
    }

    private static byte[] nonce(int length) {
        return extension(OcspRequest.NONCE, false, octets(new byte[length]));
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("one certificate", request(sequence(ONE))),
                Arguments.of(
                        "no hash parameters",
                        request(sequence(
                                sequence(sequence(sequence(oid(TestResponder.SHA1)), HASH, HASH, integer(5)))))),
                Arguments.of("version 1, written all the same", request(tagged(0, integer(0)), sequence(ONE))),
                Arguments.of("a requestor's name", request(tagged(1, tagged(4, sequence())), sequence(ONE))),
                Arguments.of(
                        "a signature, which nobody needs",
                        sequence(sequence(sequence(ONE)), tagged(0, sequence(octets(new byte[3]))))),
                Arguments.of("a nonce", extended(nonce(1))),
                Arguments.of("the longest nonce", extended(nonce(128))),
                Arguments.of("an unknown extension", extended(extension("1.3.6.1.5.5.7.48.1.4", false, sequence()))),
                Arguments.of("the most certificates", request(times(ONE, OcspRequest.MOST))),
                Arguments.of(
                        "an extension of one certificate",
                        request(sequence(sequence(
                                certId(integer(5)),
                                tagged(0, sequence(extension("1.3.6.1.5.5.7.48.1.7", false, sequence()))))))),
                Arguments.of("a negative serial number", request(sequence(sequence(certId(integer(-5)))))));
    }

    static Stream<Arguments> bad() {
        byte[] whole = request(sequence(ONE));
        byte[] indefinite = concatenated(new byte[] {0x30, (byte) 0x80}, concatenated(sequence(ONE), new byte[2]));
        byte[] longForm =
                concatenated(new byte[] {0x30, (byte) 0x81, whole[1]}, Arrays.copyOfRange(whole, 2, whole.length));
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("one octet", new byte[] {0x30}),
                Arguments.of("too long", concatenated(whole, new byte[OcspRequest.LONGEST])),
                Arguments.of("something after it", concatenated(whole, new byte[1])),
                Arguments.of("broken off", Arrays.copyOf(whole, whole.length - 1)),
                Arguments.of("indefinite length", indefinite),
                Arguments.of("a length that is not minimal", longForm),
                Arguments.of("no certificate", request(sequence())),
                Arguments.of("more than the most", request(times(ONE, OcspRequest.MOST + 1))),
                Arguments.of("version 2", request(tagged(0, integer(1)), sequence(ONE))),
                Arguments.of("two versions", request(tagged(0, integer(0), integer(0)), sequence(ONE))),
                Arguments.of("an empty version", request(tagged(0), sequence(ONE))),
                Arguments.of("something after the list", request(sequence(ONE), octets(new byte[1]))),
                Arguments.of("no serial number", request(sequence(sequence(sequence(SHA1, HASH, HASH))))),
                Arguments.of("an empty serial number", request(sequence(sequence(certId(value(DerWriter.INTEGER)))))),
                Arguments.of(
                        "a serial number with an octet too many",
                        request(sequence(sequence(certId(value(DerWriter.INTEGER, new byte[] {0, 5})))))),
                Arguments.of(
                        "a serial number beyond reason",
                        request(sequence(sequence(certId(integer(BigInteger.ONE.shiftLeft(400))))))),
                Arguments.of(
                        "something after the serial number",
                        request(sequence(sequence(sequence(SHA1, HASH, HASH, integer(5), integer(5)))))),
                Arguments.of(
                        "hash parameters that are none",
                        request(sequence(sequence(
                                sequence(sequence(oid(TestResponder.SHA1), integer(1)), HASH, HASH, integer(5)))))),
                Arguments.of(
                        "a hash beyond any algorithm's",
                        request(sequence(sequence(sequence(SHA1, octets(new byte[65]), HASH, integer(5)))))),
                Arguments.of("a nonce of nothing", extended(nonce(0))),
                Arguments.of("a nonce of 129", extended(nonce(129))),
                Arguments.of("two nonces", extended(nonce(8), nonce(8))),
                Arguments.of(
                        "a nonce that is no octet string", extended(extension(OcspRequest.NONCE, false, integer(5)))),
                Arguments.of("a bare nonce", extended(extension(OcspRequest.NONCE, false, new byte[] {1, 2, 3, 4}))),
                Arguments.of("an unknown critical extension", extended(extension("1.2.3", true, sequence()))),
                Arguments.of(
                        "a critical extension of one certificate",
                        request(sequence(sequence(
                                certId(integer(5)), tagged(0, sequence(extension("1.2.3", true, sequence()))))))),
                Arguments.of(
                        "a boolean of 01",
                        extended(sequence(oid("1.2.3"), value(DerWriter.BOOLEAN, new byte[] {1}), octets(sequence())))),
                Arguments.of("an extension without a value", extended(sequence(oid("1.2.3"), isTrue()))),
                Arguments.of(
                        "an object identifier that does not end",
                        extended(sequence(
                                value(DerWriter.OBJECT_IDENTIFIER, new byte[] {0x2a, (byte) 0x83}),
                                octets(sequence())))),
                Arguments.of(
                        "a signature with something after it",
                        sequence(sequence(sequence(ONE)), tagged(0, sequence()), tagged(0, sequence()))),
                Arguments.of("another signature's tag", sequence(sequence(sequence(ONE)), implicit(1, new byte[1]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void taken(String name, byte[] request) throws Exception {
        assertEquals(
                5,
                Math.abs(
                        OcspRequest.read(request).certificates().get(0).serial().intValueExact()),
                name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refused(String name, byte[] request) {
        PkiException e = assertThrows(PkiException.class, () -> OcspRequest.read(request), name);
        assertEquals(PkiReason.STATUS_REQUEST_MALFORMED, e.reason());
    }

    @FuzzTest
    @Tag("fuzz")
    void read_anyBytes(FuzzedDataProvider data) {
        onlyTheModulesException(data.consumeRemainingAsBytes());
    }

    @Test
    @DisplayName("whatever comes in, nothing but the module's exception comes out")
    void read_alteredRequests() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[][] seeds = good().map(each -> (byte[]) each.get()[1]).toArray(byte[][]::new);
        try {
            for (int i = 0; i < 50_000; i++) {
                byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
                for (int change = 1 + random.nextInt(4); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                onlyTheModulesException(random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(80)) : bytes);
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void onlyTheModulesException(byte[] bytes) {
        try {
            OcspRequest.read(bytes);
        } catch (PkiException e) {
            assertEquals(PkiReason.STATUS_REQUEST_MALFORMED, e.reason());
        }
    }
}
