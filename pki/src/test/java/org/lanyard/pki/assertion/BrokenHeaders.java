package org.lanyard.pki.assertion;

import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.lanyard.pki.assertion.Broken.Table;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.ForgedAssertion;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

/** What is broken in header, certificate and signature. */
final class BrokenHeaders {
    private BrokenHeaders() {}

    static List<Broken> rows() {
        Table table = new Table(Speaker.CARD);
        algorithm(table);
        type(table);
        parameters(table);
        certificates(table);
        speakers(table);
        signature(table);
        return table.rows();
    }

    private static void algorithm(Table table) {
        Rule<?> named = new HeaderRules.AlgorithmIsNamed();
        table.row("no-alg", Reason.ALG_MISSING, named, good -> good.withoutHeader("alg"))
                .row("alg-a-number", Reason.ALG_MISSING, named, good -> good.header("alg", 256));
        for (String alg : List.of("none", "None", "HS256", "es256", "ES512", "RS512", "EdDSA", "ES256K")) {
            table.row(
                    "alg-" + alg,
                    Reason.ALG_NOT_ALLOWED,
                    new HeaderRules.AlgorithmIsAllowed(),
                    good -> good.header("alg", alg));
        }
        Rule<?> fits = new SignatureRules.AlgorithmFitsKey();
        table.row(
                        "alg-es384-with-p-256",
                        Reason.ALG_NOT_FOR_KEY,
                        fits,
                        good -> good.header("alg", "ES384").signedAs("ES384"))
                .row("alg-rs256-with-p-256", Reason.ALG_NOT_FOR_KEY, fits, good -> good.header("alg", "RS256"))
                .row("alg-ps256-with-p-256", Reason.ALG_NOT_FOR_KEY, fits, good -> good.header("alg", "PS256"))
                .row(
                        "alg-es256-with-rsa",
                        Reason.ALG_NOT_FOR_KEY,
                        fits,
                        (parts, good) -> parts.good(parts.cardRsa).header("alg", "ES256"))
                .row(
                        "alg-es256-with-p-384",
                        Reason.ALG_NOT_FOR_KEY,
                        fits,
                        (parts, good) ->
                                parts.good(parts.card384).header("alg", "ES256").signedAs("ES256"));
    }

    private static void type(Table table) {
        Rule<?> named = new HeaderRules.TypeIsNamed();
        table.row("no-typ", Reason.TYP_MISSING, named, good -> good.withoutHeader("typ"))
                .row("typ-a-list", Reason.TYP_MISSING, named, good -> good.header("typ", List.of("JWT")));
        for (String typ : List.of(
                "JWT",
                "Card-Assertion+JWT",
                "application/card-assertion+jwt",
                "client-authentication+jwt",
                "webauthn-assertion+jwt")) {
            table.row(
                    "typ-" + typ.replace('/', '-'),
                    Reason.TYP_WRONG,
                    new HeaderRules.TypeIsTheSpeakers(),
                    good -> good.header("typ", typ));
        }
    }

    private static void parameters(Table table) {
        table.row(
                        "crit",
                        Reason.CRITICAL_HEADER,
                        new HeaderRules.NothingIsCritical(),
                        good -> good.header("crit", List.of("exp")))
                .row(
                        "crit-empty",
                        Reason.CRITICAL_HEADER,
                        new HeaderRules.NothingIsCritical(),
                        good -> good.header("crit", List.of()));
        Map<String, Object> refused = Map.of(
                "jku", "https://attacker.example/jwks",
                "jwk", Map.of("kty", "EC"),
                "x5u", "https://attacker.example/chain.pem",
                "kid", "1",
                "x5t", "AAAA",
                "x5t#S256", "AAAA",
                "zip", "DEF",
                "b64", false,
                "cty", "JWT",
                "unheard-of", 1);
        refused.forEach((name, value) -> table.row(
                "header-" + name.replace('#', '-'),
                Reason.HEADER_NOT_ALLOWED,
                new HeaderRules.NothingElseIsHonoured(),
                good -> good.header(name, value)));
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

    private static void signature(Table table) {
        Rule<?> length = new SignatureRules.HasItsLength();
        Rule<?> good = new SignatureRules.IsByTheKey();
        table.row(
                        "signature-of-63-bytes",
                        Reason.SIGNATURE_LENGTH,
                        length,
                        it -> it.signature(bytes -> Arrays.copyOf(bytes, 63)))
                .row(
                        "signature-of-65-bytes",
                        Reason.SIGNATURE_LENGTH,
                        length,
                        it -> it.signature(bytes -> Arrays.copyOf(bytes, 65)))
                .row(
                        "signature-of-66-bytes-padded",
                        Reason.SIGNATURE_LENGTH,
                        length,
                        it -> it.signature(bytes -> {
                            byte[] padded = new byte[66];
                            System.arraycopy(bytes, 0, padded, 1, 32);
                            System.arraycopy(bytes, 32, padded, 34, 32);
                            return padded;
                        }))
                .row(
                        "rsa-signature-a-byte-short",
                        Reason.SIGNATURE_LENGTH,
                        length,
                        (parts, it) -> parts.good(parts.cardRsa).signature(bytes -> Arrays.copyOf(bytes, 255)))
                .row(
                        "signature-by-another-key",
                        Reason.SIGNATURE_INVALID,
                        good,
                        (parts, it) -> it.signedBy(parts.kiosk.key()))
                .row(
                        "signature-with-a-bit-flipped",
                        Reason.SIGNATURE_INVALID,
                        good,
                        it -> it.signature(bytes -> {
                            bytes[40] ^= 1;
                            return bytes;
                        }))
                .row("signature-all-zero", Reason.SIGNATURE_INVALID, good, it -> it.signature(bytes -> new byte[64]))
                .row(
                        "rs256-said-ps256-made",
                        Reason.SIGNATURE_INVALID,
                        good,
                        (parts, it) -> parts.good(parts.cardRsa).signedAs("PS256"))
                .row(
                        "ps256-said-rs256-made",
                        Reason.SIGNATURE_INVALID,
                        good,
                        (parts, it) -> parts.good(parts.cardRsa).header("alg", "PS256"));
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
