package org.lanyard.pki.assertion;

import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.lanyard.pki.assertion.Broken.Table;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.ForgedAssertion;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

/** What is broken in the certificate, and in whose it is. */
final class BrokenCertificates {
    private BrokenCertificates() {}

    static List<Broken> rows() {
        Table table = new Table(Speaker.CARD);
        certificates(table);
        speakers(table);
        return table.rows();
    }

    private static void certificates(Table table) {
        Rule<?> few = new HeaderRules.CertificatesAreAFewStrings();
        Rule<?> canonical = new HeaderRules.CertificatesAreCanonicalBase64();
        table.row("no-x5c", Reason.X5C_MISSING, new HeaderRules.CertificateIsThere(), good -> good.withoutHeader("x5c"))
                .row("x5c-a-string", Reason.X5C_MALFORMED, few, good -> good.header("x5c", "AAAA"))
                .row("x5c-empty", Reason.X5C_MALFORMED, few, good -> good.header("x5c", List.of()))
                .row("x5c-of-numbers", Reason.X5C_MALFORMED, few, good -> good.header("x5c", List.of(1)))
                .row(
                        "x5c-of-four",
                        Reason.X5C_MALFORMED,
                        few,
                        (parts, good) -> good.certificates(
                                parts.card.certificate(),
                                parts.authority.issuing(),
                                parts.authority.root(),
                                parts.authority.root()))
                .row(
                        "x5c-with-line-feeds",
                        Reason.X5C_MALFORMED,
                        canonical,
                        (parts, good) -> good.header(
                                "x5c", List.of(Base64.getMimeEncoder().encodeToString(der(parts.card)))))
                .row(
                        "x5c-without-padding",
                        Reason.X5C_MALFORMED,
                        canonical,
                        (parts, good) -> good.header("x5c", List.of(base64(parts.card), "AA")))
                .row(
                        "x5c-with-unused-bits",
                        Reason.X5C_MALFORMED,
                        canonical,
                        (parts, good) -> good.header("x5c", List.of(base64(parts.card), "AB==")))
                .row(
                        "x5c-in-base64url",
                        Reason.X5C_MALFORMED,
                        canonical,
                        (parts, good) -> good.header("x5c", List.of(base64(parts.card), "-_-_")))
                .row(
                        "x5c-a-byte-too-many",
                        Reason.X5C_MALFORMED,
                        null,
                        (parts, good) -> good.header(
                                "x5c",
                                List.of(Base64.getEncoder()
                                        .encodeToString(Arrays.copyOf(der(parts.card), der(parts.card).length + 1)))))
                .row(
                        "x5c-not-a-certificate",
                        Reason.X5C_MALFORMED,
                        null,
                        (parts, good) -> good.header("x5c", List.of("MAMCAQE=")))
                .row(
                        "card-of-a-strange-authority",
                        Reason.CERTIFICATE_NOT_TRUSTED,
                        null,
                        (parts, good) -> by(TestAuthority.create(AssertionParts.NOW)
                                .issue(Profile.CARD_9E, AssertionParts.CARD_NAME)))
                .row(
                        "card-signed-by-itself",
                        Reason.CERTIFICATE_NOT_TRUSTED,
                        null,
                        (parts, good) -> by(parts.authority
                                .certificate(Profile.CARD_9E, AssertionParts.CARD_NAME)
                                .alteredSignature()
                                .sign()))
                .row(
                        "card-expired",
                        Reason.CERTIFICATE_NOT_IN_TIME,
                        null,
                        (parts, good) -> by(parts.authority.expired(Profile.CARD_9E, AssertionParts.CARD_NAME)))
                .row(
                        "card-not-yet-valid",
                        Reason.CERTIFICATE_NOT_IN_TIME,
                        null,
                        (parts, good) -> by(parts.authority.notYetValid(Profile.CARD_9E, AssertionParts.CARD_NAME)))
                .row(
                        "card-with-kiosks-key-purpose",
                        Reason.CERTIFICATE_NOT_TRUSTED,
                        null,
                        (parts, good) -> by(parts.authority.withKeyPurposeOf(
                                Profile.CARD_9E, Profile.WEBAUTHN_SERVICE, AssertionParts.CARD_NAME)))
                .row(
                        "card-with-rsa-1024",
                        Reason.KEY_NOT_ALLOWED,
                        null,
                        (parts, good) -> by(
                                parts.authority.issue(Profile.CARD_9E, AssertionParts.CARD_NAME, TestKeys.rsa(1024))))
                .row(
                        "card-with-p-521",
                        Reason.KEY_NOT_ALLOWED,
                        null,
                        (parts, good) -> good.certificates(parts.authority
                                .issue(Profile.CARD_9E, AssertionParts.CARD_NAME, TestKeys.ec("secp521r1"))
                                .certificate()));
    }

    private static void speakers(Table table) {
        Rule<?> expected = new HeaderRules.SpeakerIsExpected();
        table.row(
                        "kiosk-as-a-card",
                        Reason.SPEAKER_WRONG,
                        expected,
                        (parts, good) ->
                                good.certificates(parts.kiosk.certificate()).signedBy(parts.kiosk.key()))
                .row(
                        "webauthn-service-as-a-card",
                        Reason.SPEAKER_WRONG,
                        expected,
                        (parts, good) ->
                                good.certificates(parts.service.certificate()).signedBy(parts.service.key()))
                .row(
                        "tls-server-as-a-card",
                        Reason.SPEAKER_WRONG,
                        expected,
                        (parts, good) -> by(parts.authority.issue(
                                Profile.TLS_SERVER, new SubjectName.Hosts(List.of("login.school.example")))));
    }

    /** What any key holder would write. */
    private static ForgedAssertion by(SigningKey key) {
        return ForgedAssertion.good(
                new CardClaims(
                        AssertionParts.CARD,
                        AssertionParts.AUDIENCE,
                        AssertionParts.NOW,
                        AssertionParts.NOW.plusSeconds(60),
                        AssertionParts.CHALLENGE,
                        AssertionParts.KIOSK),
                key);
    }

    private static String base64(SigningKey key) {
        return Base64.getEncoder().encodeToString(der(key));
    }

    private static byte[] der(SigningKey key) {
        try {
            return key.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
