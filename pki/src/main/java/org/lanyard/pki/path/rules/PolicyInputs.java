package org.lanyard.pki.path.rules;

import java.util.Set;
import org.lanyard.pki.path.policy.PolicyGraph;

/**
 * RFC 5280 §6.1.1 (c), (e) to (g).
 *
 * @param initialPolicies user-initial-policy-set
 */
public record PolicyInputs(
        Set<String> initialPolicies, boolean explicitPolicy, boolean inhibitMapping, boolean inhibitAnyPolicy) {
    /** Any policy will do. */
    public static final PolicyInputs ANY = new PolicyInputs(Set.of(PolicyGraph.ANY), false, false, false);

    public PolicyInputs {
        initialPolicies = Set.copyOf(initialPolicies);
        if (initialPolicies.isEmpty()) {
            throw new IllegalArgumentException("No policy would be acceptable: say anyPolicy where all are");
        }
    }

    /** One of these policies is wanted. */
    public static PolicyInputs explicit(Set<String> policies) {
        return new PolicyInputs(policies, true, false, false);
    }
}
