package org.lanyard.pki.path.rules;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanyard.pki.path.names.NameLimits;
import org.lanyard.pki.path.parse.Extensions;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.policy.PolicyGraph;

/** What an anchor has to be, and how what it says enters the initial state: RFC 5280 §6.1.2 and RFC 5937 §3. */
final class AnchorRules {
    private AnchorRules() {}

    /** RFC 5937 §2 leaves it to local policy whether a trust anchor's certificate is held to its own words; here it is. */
    static void check(TrustAnchor anchor, PathInputs inputs) throws PathException {
        if (anchor.certificate().isEmpty()) {
            return;
        }
        ParsedCertificate certificate = anchor.certificate().get();
        if (inputs.holds(StricterRule.ANCHOR_IS_IN_TIME)) {
            Instant at = inputs.at();
            if (at.isBefore(certificate.notBefore())
                    || !at.isBefore(certificate.notAfter().plusSeconds(1))) {
                throw new PathException(
                        PathReason.ANCHOR_NOT_IN_TIME, certificate.notBefore() + " to " + certificate.notAfter());
            }
        }
        if (inputs.holds(StricterRule.ANCHOR_IS_AN_AUTHORITY)) {
            Extensions extensions = certificate.extensions();
            boolean signs = extensions.keyUsage().isEmpty()
                    || extensions.keyUsage().get().signsCertificates();
            if (!extensions.isAuthority() || !signs) {
                throw new PathException(PathReason.ANCHOR_NOT_AN_AUTHORITY, "");
            }
            ProfileRules.check(certificate, inputs);
            PurposeRules.handedDown(certificate, inputs);
        }
    }

    /** RFC 5280 §6.1.2 (a) to (k) for a path of n certificates, with what RFC 5937 §3 adds to its inputs. */
    static PathState initial(TrustAnchor anchor, int n, PathInputs inputs, Signatures signatures) throws PathException {
        PolicyInputs policies = inputs.policies();
        NameLimits names = anchor.constraints().map(NameLimits.NONE::with).orElse(NameLimits.NONE);
        int explicit = policies.explicitPolicy() ? 0 : n + 1;
        int any = policies.inhibitAnyPolicy() ? 0 : n + 1;
        int mapping = policies.inhibitMapping() ? 0 : n + 1;
        int length = n;
        if (anchor.certificate().isPresent() && inputs.holds(StricterRule.ANCHOR_CONSTRAINS)) {
            Extensions said = anchor.certificate().get().extensions();
            if (said.nameConstraints().isPresent()) {
                names = names.with(said.nameConstraints().get());
            }
            if (said.policyConstraints().isPresent()) {
                explicit = Math.min(
                        explicit,
                        said.policyConstraints().get().requireExplicitPolicy().orElse(explicit));
                mapping = Math.min(
                        mapping,
                        said.policyConstraints().get().inhibitPolicyMapping().orElse(mapping));
            }
            any = Math.min(any, said.inhibitAnyPolicy().orElse(any));
            if (said.basicConstraints().isPresent()) {
                length = Math.min(
                        length, said.basicConstraints().get().pathLength().orElse(length));
            }
        }
        WorkingKey key = signatures.authority(anchor.key());
        return new PathState(PolicyGraph.initial(), names, explicit, any, mapping, key, anchor.name(), length);
    }

    /** RFC 5937 §3: user-initial-policy-set is what both the caller and the anchor take. */
    static Set<String> initialPolicies(TrustAnchor anchor, PathInputs inputs) {
        Set<String> wanted = inputs.policies().initialPolicies();
        Set<String> all = narrowed(wanted, anchor.policies());
        if (anchor.certificate().isPresent() && inputs.holds(StricterRule.ANCHOR_CONSTRAINS)) {
            Set<String> said = Set.copyOf(
                    anchor.certificate().get().extensions().policies().orElse(List.of()));
            all = narrowed(all, said);
        }
        return all;
    }

    private static Set<String> narrowed(Set<String> wanted, Set<String> allowed) {
        if (allowed.isEmpty() || allowed.contains(PolicyGraph.ANY)) {
            return wanted;
        }
        if (wanted.contains(PolicyGraph.ANY)) {
            return allowed;
        }
        Set<String> both = new HashSet<>(wanted);
        both.retainAll(allowed);
        return both;
    }
}
