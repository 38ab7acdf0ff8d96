package org.lanyard.pki.assertion;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.assertion.JsonValue.Member;
import org.lanyard.pki.assertion.JsonValue.Members;

/** What the claims of a report must be. Form, trust and signature are judged as an assertion's are. */
final class ReportRules {
    private static final Set<String> COMMON = Set.of("iss", "aud", "iat", "exp", "jti");
    private static final Set<String> COUNTER = Set.of("credential_id", "handle");
    private static final Set<String> MODEL = Set.of("aaguid", "status");

    /** In the order in which they are checked. */
    static final List<Rule<Statement>> ALL = List.of(
            new IsOneReport(),
            new ClaimRules.IsText("iss"),
            new ClaimRules.IsText("aud"),
            new ClaimRules.IsTime("iat"),
            new ClaimRules.IsTime("exp"),
            new ClaimRules.IsText("jti"),
            new ClaimRules.AudienceIsUs(),
            new ClaimRules.ExpiresAfterIssue(),
            new ClaimRules.LivesShortly(),
            new ClaimRules.IsNotFromTheFuture(),
            new ClaimRules.IsNotExpired(),
            new ClaimRules.IssuerIsTheCertificate(),
            new ClaimRules.IdentifierIsUnguessable(),
            new CounterNamesACredential(),
            new ModelHasAStatus());

    private ReportRules() {}

    /** Ours: one report a token, and what nobody here understands was meant for somebody else. */
    record IsOneReport() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            int reports = 0;
            for (Member member : statement.claims().members()) {
                boolean report =
                        member.name().equals("counter") || member.name().equals("model");
                if (!report && !COMMON.contains(member.name())) {
                    throw new AssertionException(Reason.CLAIM_UNEXPECTED, "a claim that no report makes");
                }
                reports += report ? 1 : 0;
            }
            if (reports != 1) {
                throw new AssertionException(
                        reports == 0 ? Reason.CLAIM_MISSING : Reason.CLAIM_UNEXPECTED, "counter or model");
            }
        }
    }

    /** W3C WebAuthn Level 3 §7.2 step 23: the credential whose counter is "less than or equal to" what it was. */
    record CounterNamesACredential() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue claim = statement.claims().get("counter");
            if (claim != null
                    && (!(claim instanceof Members counter)
                            || !isExactly(counter, COUNTER)
                            || credentialId(counter).isEmpty()
                            || counter.text("handle") == null
                            || !SpeakerRules.is32Bytes(counter.text("handle")))) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, "counter");
            }
        }
    }

    /** FIDO Metadata Service 3.1 §3.1.4: those statuses alone for which keys are to be withheld. */
    record ModelHasAStatus() implements Rule<Statement> {
        @Override
        public void check(Statement statement) throws AssertionException {
            JsonValue claim = statement.claims().get("model");
            if (claim != null
                    && (!(claim instanceof Members model)
                            || !isExactly(model, MODEL)
                            || model.text("aaguid") == null
                            || !AttestationFacts.isAaguid(model.text("aaguid"))
                            || status(model).isEmpty())) {
                throw new AssertionException(Reason.CLAIM_MALFORMED, "model");
            }
        }
    }

    private static boolean isExactly(Members object, Set<String> names) {
        return object.members().size() == names.size()
                && object.members().stream().map(Member::name).allMatch(names::contains);
    }

    static Optional<byte[]> credentialId(Members counter) {
        return EvidenceRules.bytes(counter, EvidenceRules.CREDENTIAL_ID.name())
                .filter(EvidenceRules.CREDENTIAL_ID::hold);
    }

    static Optional<ModelStatus> status(Members model) {
        for (ModelStatus status : ModelStatus.values()) {
            if (status.name().equals(model.text("status"))) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
