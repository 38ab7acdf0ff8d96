package org.lanyard.pki.path.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.path.parse.PolicyMapping;

@DisplayName("RFC 9618: the graph of policies")
class PolicyGraphTest {

    @Test
    @DisplayName("§3.2: what would grow a tree by a factor at each level grows the graph by a sum")
    void bounded() {
        int wide = 20;
        int deep = 30;
        List<String> policies = new ArrayList<>();
        List<PolicyMapping> mappings = new ArrayList<>();
        for (int i = 0; i < wide; i++) {
            policies.add("2.999." + i);
            for (int j = 0; j < wide; j++) {
                mappings.add(new PolicyMapping("2.999." + i, "2.999." + j));
            }
        }
        PolicyGraph graph = PolicyGraph.initial();
        for (int depth = 0; depth < deep; depth++) {
            graph = graph.with(policies, true).mapped(mappings);
        }
        assertTrue(graph.size() <= deep * (wide + 1) + 1, graph.size() + " nodes");
        assertEquals(Set.copyOf(policies), graph.authorityPolicies());
    }

    @Test
    @DisplayName("§5.5 (g): a policy that no certificate below goes on with is not valid for the path")
    void prunes() {
        PolicyGraph graph =
                PolicyGraph.initial().with(List.of("2.999.1", "2.999.2"), true).with(List.of("2.999.2"), true);
        assertEquals(Set.of("2.999.2"), graph.authorityPolicies());
    }

    @Test
    @DisplayName("§5.5 (g): anyPolicy at the end stands for whatever was asked for")
    void anyAtTheEnd() {
        PolicyGraph graph = PolicyGraph.initial().with(List.of(PolicyGraph.ANY), true);
        PolicySets sets = PolicySets.of(graph, Set.of("2.999.7"));
        assertEquals(Set.of(PolicyGraph.ANY), sets.authorityConstrained());
        assertEquals(Set.of("2.999.7"), sets.userConstrained());
    }

    @Test
    @DisplayName("§5.3 (e): nothing comes after no policy")
    void nullStaysNull() {
        assertTrue(PolicyGraph.none()
                .with(List.of("2.999.1", PolicyGraph.ANY), true)
                .isNull());
    }
}
