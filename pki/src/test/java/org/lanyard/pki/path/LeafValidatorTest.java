package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestCertificate;
import org.lanyard.pki.testing.TestKeys;

class LeafValidatorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create(NOW);
    private static final UUID CARD = UUID.fromString("6f2a7c1e-0f0e-4c8e-9d53-1c1a8f2f9b10");

    static SubjectName nameFor(Profile profile) {
        return switch (profile) {
            case CARD_9E, CARD_9A -> new SubjectName.Card(CARD);
            case KIOSK -> new SubjectName.Service(URI.create("https://kiosk.example/library"));
            case WEBAUTHN_SERVICE -> new SubjectName.Service(URI.create("https://sign-in.example/webauthn"));
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
    }

    @Test
    void validate_rsaCard_isVerified() throws Exception {
        X509Certificate leaf =
                AUTHORITY.issue(CARD_9A, nameFor(CARD_9A), TestKeys.rsa(2048)).certificate();
        assertEquals(CARD_9A, AUTHORITY.validator().validate(leaf, NOW).profile());
    }

    /** One good certificate, one thing broken in each row. */
    record Row(String what, Profile profile, Function<TestCertificate, TestCertificate> broken, PkiReason reason) {
        @Override
        public String toString() {
            return what + " → " + reason;
        }
    }

    private static Row row(
            String what, Profile profile, Function<TestCertificate, TestCertificate> broken, PkiReason reason) {
        return new Row(what, profile, broken, reason);
    }

    static Stream<Row> rows() {
        OidArc arc = OidArc.DEFAULT;
        Instant later = NOW.plus(Duration.ofDays(1));
        return Stream.of(
                row("another issuer's name", CARD_9E, c -> c.issuerName("CN=other"), PkiReason.ISSUER_NOT_TRUSTED),
                row("no authority key identifier", CARD_9E, c -> c.without("2.5.29.35"), PkiReason.ISSUER_NOT_TRUSTED),
                row("an altered signature", CARD_9E, c -> c.alteredSignature(), PkiReason.SIGNATURE_INVALID),
                row(
                        "SHA-1",
                        CARD_9E,
                        c -> c.signatureAlgorithm("SHA1withECDSA"),
                        PkiReason.SIGNATURE_ALGORITHM_NOT_ALLOWED),
                row(
                        "begins tomorrow",
                        CARD_9E,
                        c -> c.validity(later, later.plusSeconds(60)),
                        PkiReason.CERTIFICATE_NOT_YET_VALID),
                row(
                        "ended a second ago",
                        CARD_9E,
                        c -> c.validity(NOW.minusSeconds(60), NOW.minusSeconds(1)),
                        PkiReason.CERTIFICATE_EXPIRED),
                row(
                        "an unknown critical extension",
                        KIOSK,
                        c -> c.extension("1.3.6.1.4.1.99999.1", true, DERNull.INSTANCE),
                        PkiReason.CRITICAL_EXTENSION_UNKNOWN),
                row("basic constraints with cA", KIOSK, c -> c.authority(), PkiReason.LEAF_IS_AUTHORITY),
                row(
                        "keyCertSign",
                        KIOSK,
                        c -> c.keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign),
                        PkiReason.LEAF_IS_AUTHORITY),
                row(
                        "cRLSign",
                        KIOSK,
                        c -> c.keyUsage(KeyUsage.digitalSignature | KeyUsage.cRLSign),
                        PkiReason.LEAF_IS_AUTHORITY),
                row(
                        "name constraints",
                        KIOSK,
                        c -> c.extension("2.5.29.30", true, nameConstraints()),
                        PkiReason.LEAF_HAS_NAME_CONSTRAINTS),
                row(
                        "key usage for key agreement",
                        CARD_9E,
                        c -> c.keyUsage(KeyUsage.keyAgreement),
                        PkiReason.KEY_USAGE_NOT_FOR_SIGNATURES),
                row("no key usage", CARD_9E, c -> c.without("2.5.29.15"), PkiReason.KEY_USAGE_NOT_FOR_SIGNATURES),
                row("RSA of 1024 bits", CARD_9A, c -> c.key(TestKeys.rsa(1024)), PkiReason.KEY_NOT_ALLOWED),
                row("P-521", CARD_9A, c -> c.key(TestKeys.ec("secp521r1")), PkiReason.KEY_NOT_ALLOWED),
                row("no policy", CARD_9E, c -> c.without("2.5.29.32"), PkiReason.POLICY_NOT_OURS),
                row(
                        "a policy of another arc",
                        CARD_9E,
                        c -> c.policies(new OidArc("2.25.1").policy(CARD_9E)),
                        PkiReason.POLICY_NOT_OURS),
                row(
                        "two of our policies",
                        CARD_9E,
                        c -> c.policies(arc.policy(CARD_9E), arc.policy(KIOSK)),
                        PkiReason.POLICY_AMBIGUOUS),
                row(
                        "a kiosk's key purpose on a card",
                        CARD_9E,
                        c -> c.keyPurposes(false, OidArc.CLIENT_AUTH),
                        PkiReason.EXTENDED_KEY_USAGE_NOT_FOR_PROFILE),
                row(
                        "one key purpose too many",
                        CARD_9E,
                        c -> c.keyPurposes(false, OidArc.PIV_CARD_AUTH, OidArc.CLIENT_AUTH),
                        PkiReason.EXTENDED_KEY_USAGE_NOT_FOR_PROFILE),
                row(
                        "no key purpose",
                        WEBAUTHN_SERVICE,
                        c -> c.without("2.5.29.37"),
                        PkiReason.EXTENDED_KEY_USAGE_NOT_FOR_PROFILE),
                row(
                        "a card with a common name",
                        CARD_9E,
                        c -> c.subject("CN=Ada Lovelace"),
                        PkiReason.NAME_NOT_FOR_PROFILE),
                row(
                        "a card with two names",
                        CARD_9E,
                        c -> c.uris("urn:uuid:" + CARD, "urn:uuid:" + UUID.randomUUID()),
                        PkiReason.NAME_NOT_FOR_PROFILE),
                row(
                        "a card whose two spellings differ",
                        CARD_9E,
                        c -> c.subjectSerialNumber(UUID.randomUUID().toString()),
                        PkiReason.NAME_NOT_FOR_PROFILE),
                row(
                        "a card in upper case",
                        CARD_9E,
                        c -> c.uris("urn:uuid:" + CARD.toString().toUpperCase(java.util.Locale.ROOT)),
                        PkiReason.NAME_NOT_FOR_PROFILE),
                row("a kiosk with a subject", KIOSK, c -> c.subject("O=Some School"), PkiReason.NAME_NOT_FOR_PROFILE),
                row(
                        "a kiosk with a fragment",
                        KIOSK,
                        c -> c.uris("https://kiosk.example/#library"),
                        PkiReason.NAME_NOT_FOR_PROFILE),
                row("a kiosk with a relative URI", KIOSK, c -> c.uris("//kiosk"), PkiReason.CERTIFICATE_MALFORMED),
                row(
                        "a server with a URI",
                        TLS_SERVER,
                        c -> c.uris("https://sign-in.example"),
                        PkiReason.NAME_NOT_FOR_PROFILE),
                row(
                        "policies that are an integer",
                        CARD_9E,
                        c -> c.extension("2.5.29.32", false, new ASN1Integer(7)),
                        PkiReason.CERTIFICATE_MALFORMED),
                row(
                        "alternative names that are an integer",
                        CARD_9E,
                        c -> c.extension("2.5.29.17", false, new ASN1Integer(7)),
                        PkiReason.CERTIFICATE_MALFORMED),
                row(
                        "key usage that is an integer",
                        CARD_9E,
                        c -> c.extension("2.5.29.15", true, new ASN1Integer(7)),
                        PkiReason.CERTIFICATE_MALFORMED));
    }

    private static NameConstraints nameConstraints() {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example"));
        return new NameConstraints(new GeneralSubtree[] {subtree}, null);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void validate_oneThingBroken_isRefusedWithItsReason(Row row) {
        TestCertificate good = AUTHORITY.certificate(row.profile(), nameFor(row.profile()));
        byte[] leaf = row.broken().apply(good).der();
        PkiException refusal =
                assertThrows(PkiException.class, () -> AUTHORITY.validator().validate(leaf, NOW));
        assertEquals(row.reason(), refusal.reason());
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
