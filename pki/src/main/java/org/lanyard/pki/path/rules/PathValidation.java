package org.lanyard.pki.path.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lanyard.pki.path.names.Effort;
import org.lanyard.pki.path.parse.Extensions;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.PolicyMapping;
import org.lanyard.pki.path.policy.PolicyGraph;
import org.lanyard.pki.path.policy.PolicySets;

/**
 * RFC 5280 §6.1 as updated by RFC 9618: one path, from its anchor down, step by step in the order of the document. Revocation,
 * step 6.1.3 (a)(3), is judged by who knows lists and answers, on the path that this finds valid otherwise.
 */
public final class PathValidation {
    /** What a policy of a certificate costs, in comparisons of a name. */
    private static final int POLICY_COST = 4;

    private final PathInputs inputs;
    private final Signatures signatures;
    private final Effort effort;

    public PathValidation(PathInputs inputs, Signatures signatures, Effort effort) {
        this.inputs = inputs;
        this.signatures = signatures;
        this.effort = effort;
    }

    /**
     * Judges a path.
     *
     * @throws PathException with the first rule that does not hold, and the certificate that breaks it
     */
    public ValidPath validate(CertificationPath path) throws PathException {
        List<ParsedCertificate> certificates = path.certificates();
        int n = certificates.size();
        List<WorkingKey> keys = new ArrayList<>(n + 1);
        PathState state;
        try {
            AnchorRules.check(path.anchor(), inputs);
            state = AnchorRules.initial(path.anchor(), n, inputs, signatures);
        } catch (PathException e) {
            throw e.at(n, path.anchor().name().toString());
        }
        keys.add(state.key());
        for (int position = n - 1; position >= 0; position--) {
            ParsedCertificate certificate = certificates.get(position);
            try {
                ProfileRules.check(certificate, inputs);
                state = basicProcessing(certificate, state, position == 0);
                state = position == 0 ? wrapUp(certificate, state) : preparation(certificate, state);
            } catch (PathException e) {
                throw e.at(position, certificate.label());
            }
            keys.add(0, state.key());
        }
        Set<String> initial = AnchorRules.initialPolicies(path.anchor(), inputs);
        PolicySets policies = PolicySets.of(state.policies(), initial);
        try {
            policyIsAcceptable(state, policies);
        } catch (PathException e) {
            throw e.at(0, path.leaf().label());
        }
        return new ValidPath(path, policies, keys);
    }

    /** §6.1.3, for certificate i. */
    private PathState basicProcessing(ParsedCertificate certificate, PathState state, boolean last)
            throws PathException {
        // (a)(1) "The signature on the certificate can be verified using working_public_key_algorithm, the
        // working_public_key,
        // and the working_public_key_parameters."
        if (!signatures.signed(certificate, state.key())) {
            throw new PathException(PathReason.SIGNATURE_INVALID, "");
        }
        isInTime(certificate, inputs.at());
        // (a)(4) "The certificate issuer name is the working_issuer_name."
        if (!certificate.issuer().equals(state.issuer())) {
            throw new PathException(PathReason.ISSUER_NAME_DIFFERS, certificate.issuer() + ", not " + state.issuer());
        }
        // (b), (c) "If certificate i is self-issued and it is not the final certificate in the path, skip this step".
        if (last || !certificate.isSelfIssued()) {
            state.names().check(certificate, effort);
        }
        PathState judged = state.with(policies(certificate, state, last));
        // (f) "Verify that either explicit_policy is greater than 0 or the valid_policy_graph is not equal to NULL."
        if (judged.explicitPolicy() == 0 && judged.policies().isNull()) {
            throw new PathException(PathReason.POLICY_REQUIRED, "");
        }
        return judged;
    }

    /** (a)(2) "The certificate validity period includes the current time." §4.1.2.5: "from notBefore through notAfter, inclusive." */
    static void isInTime(ParsedCertificate certificate, Instant at) throws PathException {
        if (at.isBefore(certificate.notBefore())) {
            throw new PathException(PathReason.NOT_YET_VALID, "before " + certificate.notBefore());
        }
        if (!at.isBefore(certificate.notAfter().plusSeconds(1))) {
            throw new PathException(PathReason.EXPIRED, "after " + certificate.notAfter());
        }
    }

    /** (d), (e): RFC 9618 §5.3. */
    private PolicyGraph policies(ParsedCertificate certificate, PathState state, boolean last) throws PathException {
        if (certificate.extensions().policies().isEmpty()) {
            return PolicyGraph.none();
        }
        effort.comparisons(POLICY_COST
                * (certificate.extensions().policies().get().size()
                        + state.policies().width()));
        // (d)(2) "either (a) the value of inhibit_anyPolicy is greater than 0 or (b) i is less than n and the
        // certificate is
        // self-issued".
        boolean any = state.inhibitAnyPolicy() > 0 || !last && certificate.isSelfIssued();
        return state.policies().with(certificate.extensions().policies().get(), any);
    }

    /** §6.1.4, for certificate i, which issued certificate i+1. */
    private PathState preparation(ParsedCertificate certificate, PathState state) throws PathException {
        Extensions extensions = certificate.extensions();
        PathState next = state;
        if (!extensions.mappings().isEmpty()) {
            next = next.with(mapped(extensions.mappings(), next));
        }
        // (c) to (f)
        next = next.withIssuer(certificate.subject(), authorityKey(certificate, next));
        // (g)
        if (extensions.nameConstraints().isPresent()) {
            next = next.with(next.names().with(extensions.nameConstraints().get()));
        }
        next = counters(certificate, next);
        isAuthority(certificate);
        next = pathLength(certificate, next);
        // (n) "If a key usage extension is present, verify that the keyCertSign bit is set."
        if (extensions.keyUsage().isPresent() && !extensions.keyUsage().get().signsCertificates()) {
            throw new PathException(PathReason.KEY_USAGE_NOT_CERT_SIGN, "");
        }
        PurposeRules.handedDown(certificate, inputs);
        // (o) was done with the profile: unknown critical extensions.
        return next;
    }

    /** (d) to (f) "assign … working_public_key", its parameters and its algorithm. */
    private WorkingKey authorityKey(ParsedCertificate certificate, PathState state) throws PathException {
        return WorkingKey.inherits(certificate.key())
                ? state.key().inherited(certificate.key(), inputs.algorithms())
                : signatures.authority(certificate.key());
    }

    /** (a) "verify that the special value anyPolicy does not appear as an issuerDomainPolicy or a subjectDomainPolicy"; (b). */
    private PolicyGraph mapped(List<PolicyMapping> mappings, PathState state) throws PathException {
        effort.comparisons(POLICY_COST * mappings.size());
        for (PolicyMapping mapping : mappings) {
            if (mapping.issuerPolicy().equals(PolicyGraph.ANY)
                    || mapping.subjectPolicy().equals(PolicyGraph.ANY)) {
                throw new PathException(PathReason.ANY_POLICY_MAPPED, "");
            }
        }
        return state.policyMapping() > 0
                ? state.policies().mapped(mappings)
                : state.policies().withoutMapped(mappings);
    }

    /** (h) "If certificate i is not self-issued", each that is not 0 counts down; (i), (j): what the certificate says, if less. */
    private static PathState counters(ParsedCertificate certificate, PathState state) {
        int step = certificate.isSelfIssued() ? 0 : 1;
        int explicit = Math.max(0, state.explicitPolicy() - step);
        int mapping = Math.max(0, state.policyMapping() - step);
        int any = Math.max(0, state.inhibitAnyPolicy() - step);
        Extensions extensions = certificate.extensions();
        if (extensions.policyConstraints().isPresent()) {
            explicit = Math.min(
                    explicit,
                    extensions.policyConstraints().get().requireExplicitPolicy().orElse(explicit));
            mapping = Math.min(
                    mapping,
                    extensions.policyConstraints().get().inhibitPolicyMapping().orElse(mapping));
        }
        any = Math.min(any, extensions.inhibitAnyPolicy().orElse(any));
        return state.withCounters(explicit, mapping, any);
    }

    /**
     * (k) "If certificate i is a version 3 certificate, verify that the basicConstraints extension is present and that cA is set to
     * TRUE." Of a lower version there is no other means here, so "the application MUST reject" it.
     */
    private static void isAuthority(ParsedCertificate certificate) throws PathException {
        if (!certificate.extensions().isAuthority()) {
            throw new PathException(PathReason.NOT_AN_AUTHORITY, "");
        }
    }

    /** (l) "If the certificate was not self-issued, verify that max_path_length is greater than zero and decrement"; (m). */
    private static PathState pathLength(ParsedCertificate certificate, PathState state) throws PathException {
        int length = state.maxPathLength();
        if (!certificate.isSelfIssued()) {
            if (length <= 0) {
                throw new PathException(PathReason.PATH_TOO_LONG, "");
            }
            length--;
        }
        int said = certificate
                .extensions()
                .basicConstraints()
                .orElseThrow()
                .pathLength()
                .orElse(length);
        return state.withMaxPathLength(Math.min(length, said));
    }

    /** §6.1.5, and what the caller wants of the leaf. */
    private PathState wrapUp(ParsedCertificate certificate, PathState state) throws PathException {
        // (a) "If explicit_policy is not 0, decrement explicit_policy by 1."
        int explicit = Math.max(0, state.explicitPolicy() - 1);
        // (b) "If a policy constraints extension is included in the certificate and requireExplicitPolicy is present
        // and has a
        // value of 0, set the explicit_policy state variable to 0."
        if (certificate.extensions().policyConstraints().isPresent()
                && certificate
                                .extensions()
                                .policyConstraints()
                                .get()
                                .requireExplicitPolicy()
                                .orElse(1)
                        == 0) {
            explicit = 0;
        }
        // (c) to (e)
        WorkingKey key = WorkingKey.inherits(certificate.key())
                ? state.key().inherited(certificate.key(), inputs.algorithms())
                : WorkingKey.of(certificate.key(), inputs.algorithms());
        PurposeRules.purposeIsThere(certificate, inputs);
        PurposeRules.subjectsAreNamed(certificate, inputs);
        return state.withCounters(explicit, state.policyMapping(), state.inhibitAnyPolicy())
                .withIssuer(certificate.subject(), key);
    }

    /**
     * §6.1.5 (g), RFC 9618 §5.5: "If either (1) the value of the explicit_policy variable is greater than zero or (2) the
     * user_constrained_policy_set is not empty, then path processing has succeeded."
     */
    private static void policyIsAcceptable(PathState state, PolicySets policies) throws PathException {
        if (state.explicitPolicy() == 0 && policies.userConstrained().isEmpty()) {
            throw new PathException(PathReason.POLICY_REQUIRED, "authority: " + policies.authorityConstrained());
        }
    }
}
