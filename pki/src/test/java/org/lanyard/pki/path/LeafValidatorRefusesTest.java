package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lanyard.pki.profile.Profile.CARD_9A;
import static org.lanyard.pki.profile.Profile.CARD_9E;
import static org.lanyard.pki.profile.Profile.KIOSK;
import static org.lanyard.pki.profile.Profile.TLS_SERVER;
import static org.lanyard.pki.profile.Profile.WEBAUTHN_SERVICE;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestCertificate;
import org.lanyard.pki.testing.TestKeys;

/** The negative table: one good certificate, one thing broken in each row, and the exact reason. */
class LeafValidatorRefusesTest {
    private static final Instant NOW = LeafValidatorTest.NOW;
    private static final TestAuthority AUTHORITY = LeafValidatorTest.AUTHORITY;
    private static final UUID CARD = LeafValidatorTest.CARD;

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
        TestCertificate good = AUTHORITY.certificate(row.profile(), LeafValidatorTest.nameFor(row.profile()));
        byte[] leaf = row.broken().apply(good).der();
        PkiException refusal =
                assertThrows(PkiException.class, () -> AUTHORITY.validator().validate(leaf, NOW));
        assertEquals(row.reason(), refusal.reason());
    }
}
