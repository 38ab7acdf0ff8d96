package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.pki.profile.Profile.CARD_9A;
import static org.lanyard.pki.profile.Profile.CARD_9E;
import static org.lanyard.pki.profile.Profile.KIOSK;
import static org.lanyard.pki.profile.Profile.TLS_SERVER;
import static org.lanyard.pki.profile.Profile.WEBAUTHN_SERVICE;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

class LeafValidatorTest {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final TestAuthority AUTHORITY = TestAuthority.create(NOW);
    static final UUID CARD = UUID.fromString("6f2a7c1e-0f0e-4c8e-9d53-1c1a8f2f9b10");

    static SubjectName nameFor(Profile profile) {
        return switch (profile) {
            case CARD_9E, CARD_9A -> new SubjectName.Card(CARD);
            case KIOSK -> new SubjectName.Service(URI.create("https://kiosk.example/library"));
            case WEBAUTHN_SERVICE, OCSP_RESPONDER, ADMIN, CARD_CONTENT_SIGNER ->
                new SubjectName.Service(URI.create("https://sign-in.example/webauthn"));
            case TLS_SERVER -> new SubjectName.Hosts(List.of("sign-in.example", "localhost"));
        };
    }

    private static PkiReason refusal(LeafValidator validator, X509Certificate leaf, Instant at) {
        return assertThrows(PkiException.class, () -> validator.validate(leaf, at))
                .reason();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void validate_goodLeafOfEachProfile_isVerified(Profile profile) throws Exception {
        X509Certificate leaf = AUTHORITY.issue(profile, nameFor(profile)).certificate();
        VerifiedLeaf verified = AUTHORITY.validator().validate(leaf, NOW);
        assertEquals(profile, verified.profile());
        assertEquals(nameFor(profile), verified.name());
        assertEquals(CertificateId.of(leaf), verified.id());
        assertEquals(CertificateId.issuerId(AUTHORITY.issuing()), verified.id().issuer());
        assertArrayEquals(leaf.getPublicKey().getEncoded(), verified.key().getEncoded());
        assertEquals(profile.isCard() ? Optional.of(CARD) : Optional.empty(), verified.card());
        assertEquals(
                nameFor(profile) instanceof SubjectName.Service service ? Optional.of(service.uri()) : Optional.empty(),
                verified.uri());
        assertTrue(verified.toString().startsWith("VerifiedLeaf[" + profile.label() + ", "), verified::toString);
    }

    @Test
    void validate_rsaCard_isVerified() throws Exception {
        X509Certificate leaf =
                AUTHORITY.issue(CARD_9A, nameFor(CARD_9A), TestKeys.rsa(2048)).certificate();
        assertEquals(CARD_9A, AUTHORITY.validator().validate(leaf, NOW).profile());
    }

    @Test
    void validate_strangeAuthority_isNotTrusted() {
        X509Certificate leaf =
                TestAuthority.create(NOW).issue(CARD_9E, nameFor(CARD_9E)).certificate();
        assertEquals(PkiReason.ISSUER_NOT_TRUSTED, refusal(AUTHORITY.validator(), leaf, NOW));
    }

    @Test
    void validate_leafUnderALeaf_isRefused() throws Exception {
        var kiosk = AUTHORITY
                .certificate(KIOSK, nameFor(KIOSK))
                .subject("CN=not an authority")
                .extension(
                        "2.5.29.14",
                        false,
                        new org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils()
                                .createSubjectKeyIdentifier(AUTHORITY.issuing().getPublicKey()))
                .sign();
        LeafValidator validator = new LeafValidator(FixedIssuers.of(kiosk.certificate()), AUTHORITY.arc());
        X509Certificate leaf = AUTHORITY
                .certificate(CARD_9E, nameFor(CARD_9E))
                .issuerName("CN=not an authority")
                .certify();
        assertEquals(PkiReason.ISSUER_NOT_VALID, refusal(validator, leaf, NOW));
    }

    @Test
    void validate_issuerExpired_isRefused() {
        X509Certificate leaf = AUTHORITY
                .certificate(CARD_9E, nameFor(CARD_9E))
                .validity(NOW, NOW.plus(Duration.ofDays(8000)))
                .certify();
        assertEquals(PkiReason.ISSUER_NOT_VALID, refusal(AUTHORITY.validator(), leaf, NOW.plus(Duration.ofDays(4000))));
    }

    @Test
    void validate_fromTheFirstToTheLastInstantOfTheIssuer_isVerified_andOutsideRefused() throws Exception {
        Instant first = AUTHORITY.issuing().getNotBefore().toInstant();
        Instant end = AUTHORITY.issuing().getNotAfter().toInstant().plusSeconds(1);
        X509Certificate leaf = AUTHORITY
                .certificate(KIOSK, nameFor(KIOSK))
                .validity(first.minus(Duration.ofDays(1)), end.plus(Duration.ofDays(1)))
                .certify();
        AUTHORITY.validator().validate(leaf, first);
        AUTHORITY.validator().validate(leaf, end.minusMillis(1));
        assertEquals(PkiReason.ISSUER_NOT_VALID, refusal(AUTHORITY.validator(), leaf, first.minusMillis(1)));
        assertEquals(PkiReason.ISSUER_NOT_VALID, refusal(AUTHORITY.validator(), leaf, end));
    }

    @Nested
    @DisplayName("RFC 5280 §4.1.2.5: from notBefore through notAfter, inclusive")
    class Validity {
        private final X509Certificate leaf = AUTHORITY
                .certificate(KIOSK, nameFor(KIOSK))
                .validity(NOW, NOW.plusSeconds(10))
                .certify();

        @Test
        void validate_theFirstAndTheLastInstant_isVerified() throws Exception {
            AUTHORITY.validator().validate(leaf, NOW);
            AUTHORITY.validator().validate(leaf, NOW.plusMillis(10_999));
        }

        @Test
        void validate_justOutside_isRefused() {
            assertEquals(PkiReason.CERTIFICATE_NOT_YET_VALID, refusal(AUTHORITY.validator(), leaf, NOW.minusMillis(1)));
            assertEquals(PkiReason.CERTIFICATE_EXPIRED, refusal(AUTHORITY.validator(), leaf, NOW.plusMillis(11_000)));
        }
    }

    @Nested
    @DisplayName("what is remembered")
    class Remembered {
        private final X509Certificate leaf = AUTHORITY
                .certificate(KIOSK, nameFor(KIOSK))
                .validity(NOW, NOW.plusSeconds(10))
                .certify();

        @Test
        void validate_twice_answersWithTheSameLeaf() throws Exception {
            LeafValidator validator = AUTHORITY.validator();
            assertSame(validator.validate(leaf, NOW), validator.validate(leaf.getEncoded(), NOW));
        }

        @Test
        void validate_rememberedButExpired_isRefused() throws Exception {
            LeafValidator validator = AUTHORITY.validator();
            validator.validate(leaf, NOW);
            assertEquals(PkiReason.CERTIFICATE_EXPIRED, refusal(validator, leaf, NOW.plusSeconds(60)));
        }

        @Test
        void validate_rememberedButIssuerTakenFromTheList_isRefused() throws Exception {
            ChangingIssuers issuers = new ChangingIssuers(AUTHORITY.issuers());
            LeafValidator validator = new LeafValidator(issuers, AUTHORITY.arc());
            VerifiedLeaf first = validator.validate(leaf, NOW);
            issuers.change(TestAuthority.create(NOW).issuers());
            assertEquals(PkiReason.ISSUER_NOT_TRUSTED, refusal(validator, leaf, NOW));
            issuers.change(AUTHORITY.issuers());
            assertNotSame(first, validator.validate(leaf, NOW));
        }
    }

    @Nested
    @DisplayName("bytes")
    class Bytes {
        private final X509Certificate leaf =
                AUTHORITY.issue(CARD_9E, nameFor(CARD_9E)).certificate();

        private PkiReason refusalOf(byte[] der) {
            return assertThrows(PkiException.class, () -> AUTHORITY.validator().validate(der, NOW))
                    .reason();
        }

        @Test
        void validate_trailingByte_isMalformed() throws Exception {
            byte[] der = leaf.getEncoded();
            assertEquals(PkiReason.CERTIFICATE_MALFORMED, refusalOf(java.util.Arrays.copyOf(der, der.length + 1)));
        }

        @Test
        void validate_emptyShortAndHuge_isMalformed() throws Exception {
            assertEquals(PkiReason.CERTIFICATE_MALFORMED, refusalOf(new byte[0]));
            assertEquals(PkiReason.CERTIFICATE_MALFORMED, refusalOf(java.util.Arrays.copyOf(leaf.getEncoded(), 100)));
            assertEquals(PkiReason.CERTIFICATE_MALFORMED, refusalOf(new byte[100_000]));
        }

        @Test
        void validate_pemInsteadOfDer_isMalformed() throws Exception {
            assertEquals(
                    PkiReason.CERTIFICATE_MALFORMED,
                    refusalOf(CertificateReader.pem(leaf).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }

        @Test
        void read_pemThatWeWrote_isTheSame() throws Exception {
            byte[] pem = CertificateReader.pem(leaf).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            assertEquals(leaf, CertificateReader.read(pem));
            assertEquals(
                    leaf, CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        }
    }

    private static final class ChangingIssuers implements TrustedIssuers {
        private final AtomicLong generation = new AtomicLong();
        private TrustedIssuers current;

        ChangingIssuers(TrustedIssuers current) {
            this.current = current;
        }

        void change(TrustedIssuers next) {
            current = next;
            generation.incrementAndGet();
        }

        @Override
        public Optional<X509Certificate> issuerOf(X509Certificate leaf) throws PkiException {
            return current.issuerOf(leaf);
        }

        @Override
        public long generation() {
            return generation.get();
        }
    }
}
