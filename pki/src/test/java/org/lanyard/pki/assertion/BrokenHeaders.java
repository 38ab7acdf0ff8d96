package org.lanyard.pki.assertion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lanyard.pki.assertion.Broken.Table;

/** What is broken in the header's words and in the signature. */
final class BrokenHeaders {
    private BrokenHeaders() {}

    static List<Broken> rows() {
        Table table = new Table(Speaker.CARD);
        algorithm(table);
        type(table);
        parameters(table);
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
}
