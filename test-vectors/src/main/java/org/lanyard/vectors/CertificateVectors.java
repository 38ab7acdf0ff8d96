package org.lanyard.vectors;

import java.time.Instant;
import java.util.List;

/**
 * Leaf certificates of every profile, and such that are refused with the reason: {@code certificates.json}.
 *
 * @param provenance where they come from
 * @param policyArc the arc of the policy OIDs from which a profile is read
 * @param root the root's certificate, DER in base64
 * @param trustedIssuers the authorities whose leaves are trusted, DER in base64
 * @param cases the leaves
 */
public record CertificateVectors(
        Provenance provenance, String policyArc, String root, List<String> trustedIssuers, List<Case> cases) {
    public CertificateVectors {
        Require.text(policyArc, "policy_arc");
        Require.base64(root, "root");
        trustedIssuers = List.copyOf(trustedIssuers);
        trustedIssuers.forEach(issuer -> Require.base64(issuer, "trusted_issuers"));
        cases = Require.cases(cases, Case::id);
    }

    /**
     * One leaf.
     *
     * @param id its name, unique in the file
     * @param comment what is right or wrong with it
     * @param time when it is judged
     * @param certificate DER in base64
     * @param accepted whether it must be accepted
     * @param profile the profile that it is of, by its label such as {@code card-9e}; null if it is refused
     * @param name whom it names: {@code urn:uuid:…} of a card, the URI of a kiosk or service, a server's DNS names
     *     with commas between; null if it is refused
     * @param reason why it must be refused; null if it is accepted
     */
    public record Case(
            String id,
            String comment,
            Instant time,
            String certificate,
            boolean accepted,
            String profile,
            String name,
            String reason) {
        public Case {
            Require.text(comment, "comment");
            Require.base64(certificate, "certificate");
            Require.outcome(accepted, reason, id);
            if (time == null || accepted != (profile != null) || accepted != (name != null)) {
                throw new IllegalArgumentException(id + ": a time; profile and name belong to an accepted one");
            }
        }
    }
}
