package org.lanyard.pki.path.rules;

import org.lanyard.pki.path.names.NameLimits;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.policy.PolicyGraph;

/** The state variables of RFC 5280 §6.1.2 between two certificates. */
record PathState(
        PolicyGraph policies,
        NameLimits names,
        int explicitPolicy,
        int inhibitAnyPolicy,
        int policyMapping,
        WorkingKey key,
        DistinguishedName issuer,
        int maxPathLength) {

    PathState with(PolicyGraph graph) {
        return new PathState(graph, names, explicitPolicy, inhibitAnyPolicy, policyMapping, key, issuer, maxPathLength);
    }

    PathState with(NameLimits limits) {
        return new PathState(
                policies, limits, explicitPolicy, inhibitAnyPolicy, policyMapping, key, issuer, maxPathLength);
    }

    PathState withCounters(int explicit, int mapping, int any) {
        return new PathState(policies, names, explicit, any, mapping, key, issuer, maxPathLength);
    }

    PathState withIssuer(DistinguishedName name, WorkingKey working) {
        return new PathState(
                policies, names, explicitPolicy, inhibitAnyPolicy, policyMapping, working, name, maxPathLength);
    }

    PathState withMaxPathLength(int length) {
        return new PathState(policies, names, explicitPolicy, inhibitAnyPolicy, policyMapping, key, issuer, length);
    }
}
