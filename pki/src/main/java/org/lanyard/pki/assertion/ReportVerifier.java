package org.lanyard.pki.assertion;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.VerifiedLeaf;

/**
 * Judges reports of the WebAuthn service. They are rare, so nothing is remembered between two. Safe for use by many
 * threads.
 */
public final class ReportVerifier {
    private final LeafValidator leaves;
    private final String audience;
    private final InstantSource clock;
    private final List<Rule<Statement>> rules;

    /**
     * A verifier for one door.
     *
     * @param leaves says whose certificates are trusted
     * @param audience the issuer's identifier, which {@code aud} must be, character by character
     * @param clock the time
     */
    public ReportVerifier(LeafValidator leaves, String audience, InstantSource clock) {
        this(leaves, audience, clock, ReportRules.ALL);
    }

    /** With rules taken out, for the tests that show what each is for. */
    ReportVerifier(LeafValidator leaves, String audience, InstantSource clock, List<Rule<Statement>> rules) {
        this.leaves = Objects.requireNonNull(leaves, "leaves");
        this.audience = Objects.requireNonNull(audience, "audience");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.rules = List.copyOf(rules);
    }

    /**
     * Judges a report.
     *
     * @param jwt as it came
     * @throws AssertionException with the first rule that does not hold
     */
    public VerifiedReport verify(String jwt) throws AssertionException {
        try {
            return understand(jwt);
        } catch (RuntimeException e) {
            // A library's surprise is a refusal too.
            throw new AssertionException(Reason.NOT_UNDERSTOOD, "claims", e);
        }
    }

    private VerifiedReport understand(String jwt) throws AssertionException {
        Instant now = clock.instant();
        Compact compact = Compact.cut(jwt, Rules.ALL);
        Header header = Header.read(compact, ReportClaims.TYPE, Rules.ALL);
        VerifiedLeaf leaf = header.trusted(leaves, now);
        Rules.check(Rules.ALL.leaf(), new HeaderRules.Spoken(leaf, Speaker.WEBAUTHN_SERVICE));
        VerificationKey key = VerificationKey.of(leaf.key(), Rules.ALL);
        Jws.verify(
                new SignatureRules.Signed(header.algorithm(), key, compact.input(), compact.signatureBytes()),
                Rules.ALL);
        Members claims = Json.read(compact.payloadBytes(), "payload", Rules.ALL).root();
        Rules.check(rules, new Statement(claims, leaf, Speaker.WEBAUTHN_SERVICE, audience, now));
        return new VerifiedReport(claims(claims, leaf.uri().orElseThrow()), leaf);
    }

    private static ReportClaims claims(Members claims, URI service) {
        return new ReportClaims(
                service,
                claims.text("aud"),
                Instant.ofEpochSecond(claims.whole("iat")),
                Instant.ofEpochSecond(claims.whole("exp")),
                claims.text("jti"),
                report(claims));
    }

    private static Report report(Members claims) {
        if (claims.get("counter") instanceof Members counter) {
            return new Report.Counter(ReportRules.credentialId(counter).orElseThrow(), counter.text("handle"));
        }
        Members model = (Members) claims.get("model");
        return new Report.Model(model.text("aaguid"), ReportRules.status(model).orElseThrow());
    }
}
