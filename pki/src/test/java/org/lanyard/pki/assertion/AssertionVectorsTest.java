package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanyard.pki.path.FixedIssuers;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.vectors.AssertionVectors;
import org.lanyard.vectors.AssertionVectors.Case;
import org.lanyard.vectors.VectorGenerator;
import org.lanyard.vectors.Vectors;

@DisplayName("assertions.json")
class AssertionVectorsTest {
    @BeforeAll
    static void madeAnew() throws Exception {
        assumeFalse(VectorGenerator.wrote(new AssertionVectorGenerator()), "The file was made anew");
    }

    static List<Case> cases() {
        return Vectors.assertions().cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isJudgedAsItSays(Case one) throws Exception {
        AssertionVectors vectors = Vectors.assertions();
        List<X509Certificate> issuers = new ArrayList<>();
        for (String issuer : vectors.trustedIssuers()) {
            issuers.add(CertificateReader.readDer(Base64.getDecoder().decode(issuer)));
        }
        LeafValidator leaves = new LeafValidator(FixedIssuers.of(issuers), new OidArc(vectors.policyArc()));
        AssertionVerifier verifier = new AssertionVerifier(leaves, vectors.audience(), InstantSource.fixed(one.time()));
        assertEquals(
                Optional.ofNullable(one.reason()).map(Reason::valueOf),
                AssertionParts.refusal(verifier, Speaker.valueOf(one.speaker()), one.jwt()));
    }

    @Test
    void hasEveryRowOfTheNegativeTable() {
        Map<String, String> inFile = new TreeMap<>();
        cases().stream().filter(one -> !one.accepted()).forEach(one -> inFile.put(one.id(), one.reason()));
        Map<String, String> inTable = new TreeMap<>();
        Broken.all().forEach(row -> inTable.put(row.id(), row.reason().name()));
        assertEquals(inTable, inFile, "make the vectors anew: ./lanyard vectors");
        assertTrue(cases().stream().filter(Case::accepted).count() >= 12);
    }
}
