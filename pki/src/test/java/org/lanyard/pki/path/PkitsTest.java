package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PolicyNode;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.path.Pkits.Case;
import org.lanyard.pki.path.Pkits.Result;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.policy.PolicyGraph;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;

@DisplayName("NIST PKITS 1.0.1")
class PkitsTest {

    @TestFactory
    @DisplayName("each case is valid, or refused for its reason, with both policy sets")
    Stream<DynamicTest> cases() throws Exception {
        Map<String, Result> results = Pkits.results();
        Map<String, Integer> seen = new HashMap<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : Pkits.cases()) {
            String key = each.key(seen);
            tests.add(DynamicTest.dynamicTest(key + " " + each.title(), () -> check(each, results.get(key))));
        }
        assertEquals(249, tests.size());
        assertEquals(249, results.size());
        return tests.stream();
    }

    private static void check(Case each, Result result) {
        try {
            Unrevoked answer = each.validate();
            assertTrue(each.valid());
            assertEquals("valid", result.verdict());
            assertEquals(each.expectedUserPolicies(), answer.path().policies().userConstrained());
            assertEquals(result.authorityPolicies(), answer.path().policies().authorityConstrained());
        } catch (PathException e) {
            assertFalse(each.valid(), e.getMessage());
            assertEquals(result.verdict(), e.reason().name(), e.getMessage());
        }
    }

    @Test
    @DisplayName("the table's authority-constrained sets are those of the JDK's policy tree")
    void jdkAgrees() throws Exception {
        Map<String, Result> results = Pkits.results();
        Map<String, Integer> seen = new HashMap<>();
        int compared = 0;
        for (Case each : Pkits.cases()) {
            String key = each.key(seen);
            if (each.valid() && key.matches("4[.](8|9|10|11|12)[.].*")) {
                assertEquals(results.get(key).authorityPolicies(), jdkPolicies(each), key);
                compared++;
            }
        }
        assertTrue(compared >= 40, compared + " compared");
    }

    private static Set<String> jdkPolicies(Case each) throws Exception {
        List<X509Certificate> path = new ArrayList<>(Pkits.jdkPath(each));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.remove(0), null)));
        parameters.setDate(Date.from(Pkits.at()));
        parameters.setRevocationEnabled(false);
        parameters.setPolicyMappingInhibited(each.inhibitMapping());
        parameters.setAnyPolicyInhibited(each.inhibitAny());
        Collections.reverse(path);
        PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        Set<String> found = new TreeSet<>();
        collect(result.getPolicyTree(), path.size(), found);
        return found;
    }

    /** RFC 5280 §6.1.5 (g)(iii)(1): of each branch that reaches the leaf, the first policy below anyPolicy. */
    private static void collect(PolicyNode node, int depth, Set<String> found) {
        if (node == null) {
            return;
        }
        if (node.getDepth() == depth) {
            PolicyNode top = node;
            while (!PolicyGraph.ANY.equals(top.getValidPolicy())
                    && !PolicyGraph.ANY.equals(top.getParent().getValidPolicy())) {
                top = top.getParent();
            }
            found.add(top.getValidPolicy());
        }
        for (Iterator<? extends PolicyNode> children = node.getChildren(); children.hasNext(); ) {
            collect(children.next(), depth, found);
        }
    }
}
