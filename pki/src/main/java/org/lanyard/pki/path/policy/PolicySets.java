package org.lanyard.pki.path.policy;

import java.util.Set;
import java.util.TreeSet;

/**
 * What policies a path is valid for, in the anchor's domain; anyPolicy (2.5.29.32.0) stands for all.
 *
 * @param authorityConstrained by what the certificates say alone
 * @param userConstrained those of them that were asked for
 */
public record PolicySets(Set<String> authorityConstrained, Set<String> userConstrained) {
    public PolicySets {
        authorityConstrained = Set.copyOf(authorityConstrained);
        userConstrained = Set.copyOf(userConstrained);
    }

    /** RFC 9618 §5.5, step (g), parts 4 to 6. */
    public static PolicySets of(PolicyGraph graph, Set<String> initial) {
        Set<String> authority = graph.authorityPolicies();
        if (initial.contains(PolicyGraph.ANY)) {
            return new PolicySets(authority, authority);
        }
        Set<String> user = new TreeSet<>(authority.contains(PolicyGraph.ANY) ? initial : Set.of());
        for (String policy : authority) {
            if (initial.contains(policy)) {
                user.add(policy);
            }
        }
        return new PolicySets(authority, user);
    }
}
