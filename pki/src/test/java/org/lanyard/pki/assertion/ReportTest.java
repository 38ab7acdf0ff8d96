package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.pki.assertion.AssertionParts.AUDIENCE;
import static org.lanyard.pki.assertion.AssertionParts.CHALLENGE;
import static org.lanyard.pki.assertion.AssertionParts.HANDLE;
import static org.lanyard.pki.assertion.AssertionParts.NOW;
import static org.lanyard.pki.assertion.AssertionParts.SERVICE;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.testing.ForgedAssertion;

@DisplayName("A report is the WebAuthn service's, of one thing, in one form")
class ReportTest {
    private static final AssertionParts PARTS = new AssertionParts();
    private static final long T = NOW.getEpochSecond();
    private static final String AAGUID = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    private static final String ID = Base64Url.encode(new byte[16]);
    private static final Report COUNTER = new Report.Counter(new byte[16], HANDLE);
    private static final Report MODEL = new Report.Model(AAGUID, ModelStatus.REVOKED);

    /** One thing broken in a good report. */
    private record Row(String id, Reason reason, Rule<Statement> rule, Report of, UnaryOperator<ForgedAssertion> how) {
        String jwt() {
            return how.apply(good(of)).write();
        }

        @Override
        public String toString() {
            return id + " → " + reason;
        }
    }

    private static ForgedAssertion good(Report report) {
        return ForgedAssertion.good(
                new ReportClaims(SERVICE, AUDIENCE, NOW, NOW.plusSeconds(60), CHALLENGE, report), PARTS.service);
    }

    private static Row row(String id, Reason reason, Rule<Statement> rule, UnaryOperator<ForgedAssertion> how) {
        return new Row(id, reason, rule, COUNTER, how);
    }

    private static Row counter(String id, String member, Object value) {
        return row(
                id,
                Reason.CLAIM_MALFORMED,
                new ReportRules.CounterNamesACredential(),
                good -> good.inClaim("counter", member, value));
    }

    private static Row model(String id, String member, Object value) {
        return new Row(
                id,
                Reason.CLAIM_MALFORMED,
                new ReportRules.ModelHasAStatus(),
                MODEL,
                good -> good.inClaim("model", member, value));
    }

    static List<Row> rows() {
        Rule<Statement> one = new ReportRules.IsOneReport();
        Stream<Row> claims = Stream.of(
                row("neither", Reason.CLAIM_MISSING, one, good -> good.withoutClaim("counter")),
                row(
                        "both",
                        Reason.CLAIM_UNEXPECTED,
                        one,
                        good -> good.claim("model", Map.of("aaguid", AAGUID, "status", "REVOKED"))),
                row("with a subject", Reason.CLAIM_UNEXPECTED, one, good -> good.claim("sub", HANDLE)),
                row("no iss", Reason.CLAIM_MISSING, new ClaimRules.IsText("iss"), good -> good.withoutClaim("iss")),
                row("no aud", Reason.CLAIM_MISSING, new ClaimRules.IsText("aud"), good -> good.withoutClaim("aud")),
                row("no jti", Reason.CLAIM_MISSING, new ClaimRules.IsText("jti"), good -> good.withoutClaim("jti")),
                row("no iat", Reason.CLAIM_MISSING, new ClaimRules.IsTime("iat"), good -> good.withoutClaim("iat")),
                row("no exp", Reason.CLAIM_MISSING, new ClaimRules.IsTime("exp"), good -> good.withoutClaim("exp")),
                row(
                        "another door's",
                        Reason.AUDIENCE_WRONG,
                        new ClaimRules.AudienceIsUs(),
                        good -> good.claim("aud", "https://other.example")),
                row(
                        "over before it begins",
                        Reason.EXPIRES_BEFORE_ISSUED,
                        new ClaimRules.ExpiresAfterIssue(),
                        good -> good.claim("exp", T)),
                row(
                        "lives 61 s",
                        Reason.LIFETIME_TOO_LONG,
                        new ClaimRules.LivesShortly(),
                        good -> good.claim("exp", T + 61)),
                row(
                        "of the future",
                        Reason.ISSUED_IN_FUTURE,
                        new ClaimRules.IsNotFromTheFuture(),
                        good -> good.claim("iat", T + 31)),
                row(
                        "expired",
                        Reason.EXPIRED,
                        new ClaimRules.IsNotExpired(),
                        good -> good.claim("iat", T - 90).claim("exp", T - 30)),
                row(
                        "another service's",
                        Reason.ISSUER_NOT_CERTIFICATE,
                        new ClaimRules.IssuerIsTheCertificate(),
                        good -> good.claim("iss", "urn:lanyard:webauthn:two")),
                row(
                        "jti guessable",
                        Reason.CLAIM_MALFORMED,
                        new ClaimRules.IdentifierIsUnguessable(),
                        good -> good.claim("jti", "1")));
        Stream<Row> reports = Stream.of(
                row(
                        "counter a string",
                        Reason.CLAIM_MALFORMED,
                        new ReportRules.CounterNamesACredential(),
                        good -> good.claim("counter", ID)),
                counter("no credential", "credential_id", null),
                counter("credential empty", "credential_id", ""),
                counter("credential padded", "credential_id", ID + "=="),
                counter("no handle", "handle", null),
                counter("handle a name", "handle", "eve@example.org"),
                counter("counter with more", "suspend", "everybody"),
                new Row(
                        "model a list",
                        Reason.CLAIM_MALFORMED,
                        new ReportRules.ModelHasAStatus(),
                        MODEL,
                        good -> good.claim("model", List.of(AAGUID))),
                model("no aaguid", "aaguid", null),
                model("aaguid in capitals", "aaguid", AAGUID.toUpperCase(java.util.Locale.ROOT)),
                model("no status", "status", null),
                model("a good status", "status", "FIDO_CERTIFIED_L1"),
                model("model with more", "until", "tomorrow"));
        return Stream.concat(claims, reports).toList();
    }

    private static ReportVerifier verifier(List<Rule<Statement>> rules) {
        return new ReportVerifier(PARTS.authority.validator(), AUDIENCE, InstantSource.fixed(NOW), rules);
    }

    private static Optional<Reason> refusal(ReportVerifier verifier, String jwt) {
        try {
            verifier.verify(jwt);
            return Optional.empty();
        } catch (AssertionException refused) {
            return Optional.of(refused.reason());
        }
    }

    @Test
    void goodOnes_sayWhatWasSaid() throws Exception {
        ReportVerifier verifier = new ReportVerifier(PARTS.authority.validator(), AUDIENCE, InstantSource.fixed(NOW));
        VerifiedReport counter = verifier.verify(good(COUNTER).write());
        assertEquals(COUNTER, counter.claims().report());
        assertEquals(SERVICE, counter.claims().service());
        assertArrayEquals(new byte[16], ((Report.Counter) counter.claims().report()).credentialId());
        assertEquals(MODEL, verifier.verify(good(MODEL).write()).claims().report());
        assertEquals(Optional.of(SERVICE), counter.leaf().uri());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void broken_isRefusedWithItsReason(Row row) {
        assertEquals(Optional.of(row.reason()), refusal(verifier(ReportRules.ALL), row.jwt()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void broken_withoutTheRule_isNotSeen(Row row) {
        List<Rule<Statement>> without = ReportRules.ALL.stream()
                .filter(rule -> !rule.equals(row.rule()))
                .toList();
        assertNotEquals(Optional.of(row.reason()), refusal(verifier(without), row.jwt()));
    }

    @Test
    void everyRule_hasARow() {
        Set<Rule<Statement>> missing = new HashSet<>(ReportRules.ALL);
        rows().forEach(row -> missing.remove(row.rule()));
        assertTrue(missing.isEmpty(), missing::toString);
    }

    @Test
    void whatIsNoReport_orNotTheServices_isRefused() {
        ReportVerifier verifier = verifier(ReportRules.ALL);
        assertEquals(
                Optional.of(Reason.TYP_WRONG),
                refusal(verifier, PARTS.good(Speaker.WEBAUTHN_SERVICE).write()));
        ForgedAssertion kiosks =
                good(MODEL).certificates(PARTS.kiosk.certificate()).signedBy(PARTS.kiosk.key());
        assertEquals(Optional.of(Reason.SPEAKER_WRONG), refusal(verifier, kiosks.write()));
        assertEquals(
                Optional.of(Reason.SIGNATURE_INVALID),
                refusal(verifier, good(MODEL).signedBy(PARTS.kiosk.key()).write()));
        assertEquals(Optional.of(Reason.NOT_COMPACT), refusal(verifier, "report"));
        assertEquals(
                Optional.of(Reason.TYP_WRONG),
                AssertionParts.refusal(
                        PARTS.verifier(), Speaker.WEBAUTHN_SERVICE, good(MODEL).write()));
    }

    @Test
    void whatNoVerifierWouldTake_cannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new Report.Counter(new byte[0], HANDLE));
        assertThrows(IllegalArgumentException.class, () -> new Report.Counter(new byte[1], "eve"));
        assertThrows(IllegalArgumentException.class, () -> new Report.Model("x", ModelStatus.REVOKED));
    }
}
