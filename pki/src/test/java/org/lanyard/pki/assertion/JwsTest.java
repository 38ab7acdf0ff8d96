package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.testing.TestKeys;

@DisplayName("RFC 7515 §5.2: a JWS of anybody's, under a key that is known")
class JwsTest {
    private static final KeyPair PAIR = TestKeys.p256();

    private static String part(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String header, String payload, KeyPair by) throws Exception {
        String input = part(header) + "." + part(payload);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(by.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64Url.encode(signature.sign());
    }

    private static String good() throws Exception {
        return signed("{\"alg\":\"ES256\"}", "anything", PAIR);
    }

    private static Reason refusal(String text) {
        return assertThrows(AssertionException.class, () -> Jws.read(text).verify(VerificationKey.of(PAIR.getPublic())))
                .reason();
    }

    @Test
    void verify_signedByTheKey_answersWhatWasSigned() throws Exception {
        byte[] payload = Jws.read(good()).verify(VerificationKey.of(PAIR.getPublic()));
        assertArrayEquals("anything".getBytes(StandardCharsets.UTF_8), payload);
    }

    @Test
    void verify_signedByAnother_orChangedSince_isRefused() throws Exception {
        assertEquals(Reason.SIGNATURE_INVALID, refusal(signed("{\"alg\":\"ES256\"}", "anything", TestKeys.p256())));
        assertEquals(Reason.SIGNATURE_INVALID, refusal(good().replace(part("anything"), part("anythinh"))));
        assertEquals(Reason.ALG_NOT_FOR_KEY, refusal(signed("{\"alg\":\"ES384\"}", "anything", PAIR)));
        assertEquals(Reason.SIGNATURE_LENGTH, refusal(good() + "AAAA"));
    }

    @Test
    void read_anAlgorithmThatIsNotOurs_orNone_isRefused() throws Exception {
        assertEquals(Reason.ALG_MISSING, refusal(signed("{}", "anything", PAIR)));
        assertEquals(Reason.ALG_NOT_ALLOWED, refusal(signed("{\"alg\":\"none\"}", "anything", PAIR)));
        assertEquals(
                Reason.CRITICAL_HEADER, refusal(signed("{\"alg\":\"ES256\",\"crit\":[\"b64\"]}", "anything", PAIR)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.b", ".b.c", "a.b.", "a.b.c.d", "a..b.c", "...."})
    void read_ofOtherThanThreeParts_isRefused(String text) {
        assertEquals(Reason.NOT_COMPACT, refusal(text));
    }
}
