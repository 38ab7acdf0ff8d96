package org.lanyard.pki.assertion;

import java.time.Duration;
import org.lanyard.pki.assertion.JsonValue.Member;

/** What every speaker's claims must hold. */
final class ClaimRules {
    /** Our policy: as long as one tap takes, and a slow network. */
    static final Duration MAX_LIFETIME = Duration.ofSeconds(60);

    /** RFC 7519 §4.1.4: "some small leeway, usually no more than a few minutes, to account for clock skew". */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** The year 9999: beyond it, arithmetic on instants is somebody's joke. */
    private static final long MAX_TIME = 253_402_300_799L;

    private static final int MIN_JTI = 22;
    private static final int MAX_JTI = 512;

    private ClaimRules() {}

    /** RFC 7519 §4 leaves it to the application which claims are understood; a claim that nobody here understands was
     * meant for somebody else. */
    record NothingElseIsClaimed() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            for (Member member : statement.claims().members()) {
                if (!statement.speaker().claims().contains(member.name())) {
                    throw new AssertionException(
                            Reason.CLAIM_UNEXPECTED, "a claim that a " + statement.speaker() + " does not make");
                }
            }
        }
    }

    /** RFC 7523 §3 points 1 to 3: the JWT MUST contain iss, sub and aud; aud is one string here, so that no assertion
     * is good at two doors. jti (point 7) is required as well. */
    record IsText(String name) implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue value = statement.claims().get(name);
            if (value == null) {
                throw new AssertionException(Reason.CLAIM_MISSING, name);
            }
            if (!(value instanceof JsonValue.Text)) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, name + " is not one string");
            }
        }
    }

    /** RFC 7523 §3 points 4 and 6, both required here. RFC 7519 §2 NumericDate would allow fractions; whole seconds
     * have one meaning everywhere. */
    record IsTime(String name) implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue value = statement.claims().get(name);
            if (value == null) {
                throw new AssertionException(Reason.CLAIM_MISSING, name);
            }
            if (!(value instanceof JsonValue.Whole whole) || whole.value() < 0 || whole.value() > MAX_TIME) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, name + " is not a time in whole seconds");
            }
        }
    }

    /** RFC 7523 §3 point 3: "The authorization server MUST reject any JWT that does not contain its own identity as
     * the intended audience", compared by RFC 3986 §6.2.1: character by character. */
    record AudienceIsUs() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            String audience = statement.claims().text("aud");
            if (audience != null && !audience.equals(statement.audience())) {
                throw new AssertionException(Reason.AUDIENCE_WRONG, "aud is not " + statement.audience());
            }
        }
    }

    /** An assertion that ends before it begins was made by a clock or a program that is broken. */
    record ExpiresAfterIssue() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            Long issued = statement.claims().whole("iat");
            Long expires = statement.claims().whole("exp");
            if (issued != null && expires != null && expires <= issued) {
                throw new AssertionException(Reason.EXPIRES_BEFORE_ISSUED, "exp is not after iat");
            }
        }
    }

    /** RFC 7523 §3 point 4: "The authorization server may reject JWTs with an 'exp' claim value that is unreasonably
     * far in the future." */
    record LivesShortly() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            Long issued = statement.claims().whole("iat");
            Long expires = statement.claims().whole("exp");
            if (issued != null && expires != null && expires - issued > MAX_LIFETIME.toSeconds()) {
                throw new AssertionException(Reason.LIFETIME_TOO_LONG, (expires - issued) + " s");
            }
        }
    }

    /** RFC 7519 §4.1.6 iat: with exp, it bounds how early an assertion can be made up and kept. */
    record IsNotFromTheFuture() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            Long issued = statement.claims().whole("iat");
            long now = statement.now().getEpochSecond();
            if (issued != null && issued > now + SKEW.toSeconds()) {
                throw new AssertionException(Reason.ISSUED_IN_FUTURE, "iat is " + (issued - now) + " s ahead");
            }
        }
    }

    /** RFC 7519 §4.1.4: "the current date/time MUST be before the expiration date/time listed in the 'exp' claim",
     * with the leeway. */
    record IsNotExpired() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            Long expires = statement.claims().whole("exp");
            long now = statement.now().getEpochSecond();
            if (expires != null && now >= expires + SKEW.toSeconds()) {
                throw new AssertionException(Reason.EXPIRED, "exp was " + (now - expires) + " s ago");
            }
        }
    }

    /** RFC 8725 §3.8: the key must belong to the issuer: iss is the name that the authority put in the certificate. */
    record IssuerIsTheCertificate() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            String issuer = statement.claims().text("iss");
            if (issuer != null && !issuer.equals(SpeakerRules.nameOf(statement.leaf()))) {
                throw new AssertionException(Reason.ISSUER_NOT_CERTIFICATE, "iss is not the certificate's name");
            }
        }
    }

    /** RFC 7519 §4.1.7: "a negligible probability that the same value will be accidentally assigned": 128 bits at
     * least, in base64url. The door's challenge is one. */
    record IdentifierIsUnguessable() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            String identifier = statement.claims().text("jti");
            if (identifier != null && !isIdentifier(identifier)) {
                throw new AssertionException(
                        Reason.CLAIM_MALFORMED,
                        "jti is not " + MIN_JTI + " to " + MAX_JTI + " characters of base64url");
            }
        }
    }

    static boolean isIdentifier(String text) {
        return text.length() >= MIN_JTI && text.length() <= MAX_JTI && Base64Url.isAlphabet(text);
    }
}
