package org.lanyard.vectors;

import java.time.Instant;
import java.util.List;

/**
 * Assertions that a verifier accepts, and such that it refuses with the reason: {@code assertions.json}.
 *
 * @param provenance where they come from
 * @param audience the issuer's identifier of the door that judges them
 * @param policyArc the arc of the policy OIDs from which a certificate's profile is read
 * @param trustedIssuers the authorities whose leaves are trusted, DER in base64
 * @param cases the assertions
 */
public record AssertionVectors(
        Provenance provenance, String audience, String policyArc, List<String> trustedIssuers, List<Case> cases) {
    public AssertionVectors {
        Require.text(audience, "audience");
        Require.text(policyArc, "policy_arc");
        trustedIssuers = List.copyOf(trustedIssuers);
        trustedIssuers.forEach(issuer -> Require.base64(issuer, "trusted_issuers"));
        cases = Require.cases(cases, Case::id);
    }

    /** The case of this id. */
    public Case named(String id) {
        return cases.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * One assertion.
     *
     * @param id its name, unique in the file
     * @param comment what is right or wrong with it
     * @param speaker as whose it is presented: CARD, KIOSK or WEBAUTHN_SERVICE
     * @param time when it is judged
     * @param jwt the text that is presented; the empty string stands for itself
     * @param accepted whether it must be accepted
     * @param reason why it must be refused, from the closed list in the README; null if it is accepted
     */
    public record Case(
            String id, String comment, String speaker, Instant time, String jwt, boolean accepted, String reason) {
        public Case {
            Require.text(comment, "comment");
            Require.text(speaker, "speaker");
            Require.outcome(accepted, reason, id);
            if (time == null || jwt == null) {
                throw new IllegalArgumentException(id + ": time and jwt are needed");
            }
        }
    }
}
