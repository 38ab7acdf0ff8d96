package org.lanyard.pki.path.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lanyard.pki.path.parse.PolicyMapping;

/**
 * valid_policy_graph of RFC 9618 §5: a level for each certificate, at most one node for each policy in a level. Immutable: each
 * step answers a new one. An empty level is what the document calls NULL.
 */
public final class PolicyGraph {
    /** anyPolicy. */
    public static final String ANY = "2.5.29.32.0";

    private final List<Map<String, Node>> levels;

    /** valid_policy is the key in its level; parents are policies of the level before. */
    private record Node(Set<String> parents, Set<String> expected) {}

    private PolicyGraph(List<Map<String, Node>> levels) {
        this.levels = levels;
    }

    /** RFC 9618 §5.2 (a): "a single node with valid_policy anyPolicy …, depth zero." */
    public static PolicyGraph initial() {
        return new PolicyGraph(List.of(Map.of(ANY, new Node(Set.of(), Set.of(ANY)))));
    }

    /** RFC 5280 §6.1.3 (e): without the extension the graph is NULL. */
    public static PolicyGraph none() {
        return new PolicyGraph(List.of(Map.of()));
    }

    /** Whether no policy is valid any more. */
    public boolean isNull() {
        return last().isEmpty();
    }

    private Map<String, Node> last() {
        return levels.get(levels.size() - 1);
    }

    /**
     * RFC 9618 §5.3, replacing RFC 5280 §6.1.3 (d): the level of one more certificate.
     *
     * @param policies what the certificate asserts
     * @param anyPolicyCounts whether an anyPolicy among them is looked at
     */
    public PolicyGraph with(List<String> policies, boolean anyPolicyCounts) {
        if (isNull()) {
            return this;
        }
        Map<String, Set<String>> expecting = expecting();
        Map<String, Node> level = new LinkedHashMap<>();
        for (String policy : policies) {
            if (!policy.equals(ANY)) {
                // (1)(i): below all that expect it; (1)(ii): else below anyPolicy.
                Set<String> parents = expecting.get(policy);
                if (parents == null && last().containsKey(ANY)) {
                    parents = Set.of(ANY);
                }
                if (parents != null) {
                    level.put(policy, new Node(parents, Set.of(policy)));
                }
            }
        }
        if (anyPolicyCounts && policies.contains(ANY)) {
            // (2): whatever else is expected.
            expecting.forEach((policy, parents) -> level.putIfAbsent(policy, new Node(parents, Set.of(policy))));
        }
        // (3), the pruning of nodes without children, is left to the end: they are never looked at before.
        return new PolicyGraph(appended(level));
    }

    private Map<String, Set<String>> expecting() {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        last().forEach((policy, node) -> node.expected()
                .forEach(each ->
                        found.computeIfAbsent(each, none -> new HashSet<>()).add(policy)));
        return found;
    }

    /** RFC 9618 §5.4, replacing RFC 5280 §6.1.4 (b)(1): policies that mean others further down. */
    public PolicyGraph mapped(List<PolicyMapping> mappings) {
        if (isNull()) {
            return this;
        }
        Map<String, Set<String>> meanings = new LinkedHashMap<>();
        for (PolicyMapping mapping : mappings) {
            meanings.computeIfAbsent(mapping.issuerPolicy(), none -> new HashSet<>())
                    .add(mapping.subjectPolicy());
        }
        Map<String, Node> level = new LinkedHashMap<>(last());
        meanings.forEach((policy, meaning) -> {
            Node node = level.get(policy);
            if (node != null) {
                level.put(policy, new Node(node.parents(), meaning));
            } else if (level.containsKey(ANY)) {
                level.put(policy, new Node(Set.of(ANY), meaning));
            }
        });
        return replaced(level);
    }

    /** RFC 9618 §5.4, replacing RFC 5280 §6.1.4 (b)(2): where mapping is inhibited, what would be mapped is deleted. */
    public PolicyGraph withoutMapped(List<PolicyMapping> mappings) {
        if (isNull()) {
            return this;
        }
        Map<String, Node> level = new LinkedHashMap<>(last());
        mappings.forEach(mapping -> level.remove(mapping.issuerPolicy()));
        return replaced(level);
    }

    /**
     * RFC 9618 §5.5, step (g), parts 2 and 3: the policies, in the anchor's domain, that are valid for the whole path; anyPolicy
     * among them where it is the last certificate's.
     */
    Set<String> authorityPolicies() {
        Set<String> found = new TreeSet<>();
        Set<String> alive = new HashSet<>(last().keySet());
        if (alive.contains(ANY)) {
            found.add(ANY);
        }
        for (int depth = levels.size() - 1; depth > 0; depth--) {
            Set<String> above = new HashSet<>();
            for (String policy : alive) {
                Node node = levels.get(depth).get(policy);
                if (!policy.equals(ANY) && node.parents().equals(Set.of(ANY))) {
                    found.add(policy);
                }
                above.addAll(node.parents());
            }
            alive = above;
        }
        return found;
    }

    /** How many policies are valid, or expected of the next certificate: what one more level costs. */
    public int width() {
        return last().values().stream().mapToInt(node -> node.expected().size()).sum();
    }

    /** How many nodes there are; for the tests that hold it bounded. */
    int size() {
        return levels.stream().mapToInt(Map::size).sum();
    }

    private PolicyGraph replaced(Map<String, Node> level) {
        List<Map<String, Node>> changed = new ArrayList<>(levels);
        changed.set(changed.size() - 1, level);
        return new PolicyGraph(changed);
    }

    private List<Map<String, Node>> appended(Map<String, Node> level) {
        List<Map<String, Node>> more = new ArrayList<>(levels.size() + 1);
        more.addAll(levels);
        more.add(new HashMap<>(level));
        return more;
    }
}
