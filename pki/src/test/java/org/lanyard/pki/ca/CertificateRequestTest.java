package org.lanyard.pki.ca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.testing.FuzzedEdits;
import org.lanyard.pki.testing.TestKeys;

class CertificateRequestTest {
    private static final Set<PkiReason> REFUSALS =
            Set.of(PkiReason.REQUEST_MALFORMED, PkiReason.KEY_NOT_ALLOWED, PkiReason.PROOF_OF_POSSESSION_FAILED);
    private static final KeyPair PAIR = TestKeys.p256();
    private static final byte[] GOOD = request(PAIR, PAIR, "SHA256withECDSA");
    private static final byte[] GOOD_KEY = PAIR.getPublic().getEncoded();

    static byte[] request(KeyPair subject, KeyPair signer, String algorithm) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=ignored"), subject.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static PkiReason refusal(byte[] content) {
        return assertThrows(PkiException.class, () -> CertificateRequest.provenKey(content))
                .reason();
    }

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Nested
    @DisplayName("RFC 2986 §3: the signature proves that the entity has the private key")
    class ProofOfPossession {
        @Test
        void provenKey_signedByItself_isTheKey() throws Exception {
            KeyPair p256 = TestKeys.p256();
            byte[] der = request(p256, p256, "SHA256withECDSA");
            byte[] expected = p256.getPublic().getEncoded();
            assertArrayEquals(expected, CertificateRequest.provenKey(der).getEncoded());
            byte[] pem = pem("CERTIFICATE REQUEST", der);
            assertArrayEquals(expected, CertificateRequest.provenKey(pem).getEncoded());
            byte[] old = pem("NEW CERTIFICATE REQUEST", der);
            assertArrayEquals(expected, CertificateRequest.provenKey(old).getEncoded());
            KeyPair rsa = TestKeys.rsa(2048);
            CertificateRequest.provenKey(request(rsa, rsa, "SHA256withRSA"));
            KeyPair p384 = TestKeys.p384();
            CertificateRequest.provenKey(request(p384, p384, "SHA384withECDSA"));
        }

        @Test
        void provenKey_signedByAnother_isRefused() {
            assertEquals(
                    PkiReason.PROOF_OF_POSSESSION_FAILED,
                    refusal(request(TestKeys.p256(), TestKeys.p256(), "SHA256withECDSA")));
        }

        @Test
        void provenKey_signedWithSha1_isRefused() {
            KeyPair pair = TestKeys.p256();
            assertEquals(PkiReason.PROOF_OF_POSSESSION_FAILED, refusal(request(pair, pair, "SHA1withECDSA")));
        }

        @Test
        void provenKey_algorithmOfAnotherKindOfKey_isRefused() {
            assertEquals(
                    PkiReason.PROOF_OF_POSSESSION_FAILED,
                    refusal(request(TestKeys.p256(), TestKeys.rsa(2048), "SHA256withRSA")));
        }
    }

    @Test
    void provenKey_weakKey_isRefused() {
        KeyPair weak = TestKeys.rsa(1024);
        assertEquals(PkiReason.KEY_NOT_ALLOWED, refusal(request(weak, weak, "SHA256withRSA")));
        KeyPair p521 = TestKeys.ec("secp521r1");
        assertEquals(PkiReason.KEY_NOT_ALLOWED, refusal(request(p521, p521, "SHA512withECDSA")));
    }

    @Test
    void provenKey_otherBytes_areMalformed() {
        KeyPair pair = TestKeys.p256();
        byte[] der = request(pair, pair, "SHA256withECDSA");
        assertEquals(PkiReason.REQUEST_MALFORMED, refusal(new byte[0]));
        assertEquals(PkiReason.REQUEST_MALFORMED, refusal(Arrays.copyOf(der, der.length + 1)));
        assertEquals(PkiReason.REQUEST_MALFORMED, refusal(Arrays.copyOf(der, der.length - 1)));
        assertEquals(PkiReason.REQUEST_MALFORMED, refusal(new byte[20_000]));
        assertEquals(PkiReason.REQUEST_MALFORMED, refusal(pem("CERTIFICATE", der)));
        assertEquals(PkiReason.REQUEST_MALFORMED, refusal(pair.getPublic().getEncoded()));
        assertEquals(
                PkiReason.REQUEST_MALFORMED,
                refusal("-----BEGIN CERTIFICATE REQUEST-----".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void unprovenKey_pemOrDer_isTheKey() throws Exception {
        byte[] info = TestKeys.p256().getPublic().getEncoded();
        assertArrayEquals(info, CertificateRequest.unprovenKey(info).getEncoded());
        assertArrayEquals(
                info, CertificateRequest.unprovenKey(pem("PUBLIC KEY", info)).getEncoded());
        PkiException e = assertThrows(
                PkiException.class, () -> CertificateRequest.unprovenKey(Arrays.copyOf(info, info.length + 1)));
        assertEquals(PkiReason.REQUEST_MALFORMED, e.reason());
    }

    @Test
    void anyEntry_randomChanges_throwOnlyOurException() {
        KeyPair pair = TestKeys.p256();
        byte[] der = request(pair, pair, "SHA256withECDSA");
        byte[] info = pair.getPublic().getEncoded();
        Random random = new Random(20261123);
        for (int round = 0; round < 3_000; round++) {
            feed(changed(der, random));
            feed(changed(info, random));
        }
    }

    private static byte[] changed(byte[] good, Random random) {
        byte[] changed = good.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
    }

    @FuzzTest(maxDuration = "60s")
    @Tag("fuzz")
    void anyEntry_fuzzed_throwsOnlyOurException(byte[] edits) {
        // From nothing a fuzzer never comes past the first length: it edits a good request as well.
        feed(edits);
        feed(FuzzedEdits.apply(GOOD, edits));
        feed(FuzzedEdits.apply(GOOD_KEY, edits));
    }

    private static void feed(byte[] content) {
        try {
            CertificateRequest.provenKey(content);
        } catch (PkiException e) {
            assertTrue(REFUSALS.contains(e.reason()), e.getMessage());
        }
        try {
            CertificateRequest.unprovenKey(content);
        } catch (PkiException e) {
            assertTrue(REFUSALS.contains(e.reason()), e.getMessage());
        }
        try {
            CertificateReader.read(content);
        } catch (PkiException e) {
            assertEquals(PkiReason.CERTIFICATE_MALFORMED, e.reason());
        }
    }
}
