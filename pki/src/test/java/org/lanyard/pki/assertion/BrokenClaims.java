package org.lanyard.pki.assertion;

import static org.lanyard.pki.assertion.AssertionParts.AUDIENCE;
import static org.lanyard.pki.assertion.AssertionParts.CARD;
import static org.lanyard.pki.assertion.AssertionParts.NOW;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.lanyard.pki.assertion.Broken.Table;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;

/** What is broken in the claims that every speaker makes. */
final class BrokenClaims {
    private static final long T = NOW.getEpochSecond();

    private BrokenClaims() {}

    static List<Broken> rows() {
        Table table = new Table(Speaker.CARD);
        shape(table);
        audience(table);
        times(table);
        names(table);
        return table.rows();
    }

    private static void shape(Table table) {
        for (String name : List.of("nbf", "name", "acr", "scope", "cnf", "webauthn", "assertion_hash", "ISS")) {
            table.row(
                    "claim-" + name,
                    Reason.CLAIM_UNEXPECTED,
                    new ClaimRules.NothingElseIsClaimed(),
                    good -> good.claim(name, 1));
        }
        for (String name : List.of("iss", "sub", "aud", "jti")) {
            Rule<?> text = new ClaimRules.IsText(name);
            table.row("no-" + name, Reason.CLAIM_MISSING, text, good -> good.withoutClaim(name))
                    .row(name + "-null", Reason.CLAIM_MALFORMED, text, good -> good.claim(name, null))
                    .row(name + "-a-number", Reason.CLAIM_MALFORMED, text, good -> good.claim(name, 1));
        }
        for (String name : List.of("iat", "exp")) {
            Rule<?> time = new ClaimRules.IsTime(name);
            table.row("no-" + name, Reason.CLAIM_MISSING, time, good -> good.withoutClaim(name))
                    .row(name + "-a-string", Reason.CLAIM_MALFORMED, time, good -> good.claim(name, "" + T))
                    .row(name + "-a-fraction", Reason.CLAIM_MALFORMED, time, good -> good.claim(name, T + 0.5))
                    .row(name + "-negative", Reason.CLAIM_MALFORMED, time, good -> good.claim(name, -1))
                    .row(
                            name + "-beyond-64-bits",
                            Reason.CLAIM_MALFORMED,
                            time,
                            good -> good.payloadText(json -> json.replaceFirst(
                                    "\"" + name + "\":\\d+", "\"" + name + "\":99999999999999999999")))
                    .row(
                            name + "-beyond-the-year-9999",
                            Reason.CLAIM_MALFORMED,
                            time,
                            good -> good.claim(name, 253_402_300_800L));
        }
    }

    private static void audience(Table table) {
        Rule<?> us = new ClaimRules.AudienceIsUs();
        table.row(
                        "aud-a-list",
                        Reason.CLAIM_MALFORMED,
                        new ClaimRules.IsText("aud"),
                        good -> good.claim("aud", List.of(AUDIENCE)))
                .row("aud-another", Reason.AUDIENCE_WRONG, us, good -> good.claim("aud", "https://other.example"))
                .row("aud-with-a-slash", Reason.AUDIENCE_WRONG, us, good -> good.claim("aud", AUDIENCE + "/"))
                .row(
                        "aud-in-capitals",
                        Reason.AUDIENCE_WRONG,
                        us,
                        good -> good.claim("aud", AUDIENCE.toUpperCase(Locale.ROOT)))
                .row("aud-empty", Reason.AUDIENCE_WRONG, us, good -> good.claim("aud", ""));
    }

    private static void times(Table table) {
        Rule<?> after = new ClaimRules.ExpiresAfterIssue();
        table.row("exp-at-iat", Reason.EXPIRES_BEFORE_ISSUED, after, good -> good.claim("exp", T))
                .row(
                        "exp-before-iat",
                        Reason.EXPIRES_BEFORE_ISSUED,
                        after,
                        good -> good.claim("iat", T + 10).claim("exp", T + 9))
                .row(
                        "lives-61-seconds",
                        Reason.LIFETIME_TOO_LONG,
                        new ClaimRules.LivesShortly(),
                        good -> good.claim("exp", T + 61))
                .row(
                        "lives-for-ever",
                        Reason.LIFETIME_TOO_LONG,
                        new ClaimRules.LivesShortly(),
                        good -> good.claim("exp", 253_402_300_799L))
                .row(
                        "issued-in-31-seconds",
                        Reason.ISSUED_IN_FUTURE,
                        new ClaimRules.IsNotFromTheFuture(),
                        good -> good.claim("iat", T + 31).claim("exp", T + 60))
                .row(
                        "expired-30-seconds-ago",
                        Reason.EXPIRED,
                        new ClaimRules.IsNotExpired(),
                        good -> good.claim("iat", T - 90).claim("exp", T - 30))
                .row(
                        "expired-in-1970",
                        Reason.EXPIRED,
                        new ClaimRules.IsNotExpired(),
                        good -> good.claim("iat", 0).claim("exp", 60));
    }

    private static void names(Table table) {
        Rule<?> issuer = new ClaimRules.IssuerIsTheCertificate();
        Rule<?> itself = new SpeakerRules.SpeaksOfItself();
        Rule<?> identifier = new ClaimRules.IdentifierIsUnguessable();
        String another = "urn:uuid:00000000-0000-4000-8000-000000000000";
        table.row("iss-another-card", Reason.ISSUER_NOT_CERTIFICATE, issuer, good -> good.claim("iss", another))
                .row(
                        "iss-in-capitals",
                        Reason.ISSUER_NOT_CERTIFICATE,
                        issuer,
                        good -> good.claim("iss", "urn:uuid:" + CARD.toString().toUpperCase(Locale.ROOT)))
                .row(
                        "iss-without-urn",
                        Reason.ISSUER_NOT_CERTIFICATE,
                        issuer,
                        good -> good.claim("iss", CARD.toString()))
                .row("card-of-another-with-this-name", Reason.ISSUER_NOT_CERTIFICATE, issuer, (parts, good) -> {
                    var other =
                            parts.authority.issue(Profile.CARD_9E, new SubjectName.Card(new UUID(0x4000L, 0x8L << 60)));
                    return good.certificates(other.certificate()).signedBy(other.key());
                })
                .row("sub-another-card", Reason.SUBJECT_WRONG, itself, good -> good.claim("sub", another))
                .row(
                        "jti-of-21-characters",
                        Reason.CLAIM_MALFORMED,
                        identifier,
                        good -> good.claim("jti", "A".repeat(21)))
                .row(
                        "jti-of-513-characters",
                        Reason.CLAIM_MALFORMED,
                        identifier,
                        good -> good.claim("jti", "A".repeat(513)))
                .row(
                        "jti-with-a-slash",
                        Reason.CLAIM_MALFORMED,
                        identifier,
                        good -> good.claim("jti", "A".repeat(30) + "/"));
    }
}
