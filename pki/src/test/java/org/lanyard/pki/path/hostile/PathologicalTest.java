package org.lanyard.pki.path.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;

@DisplayName("Graphs that are made to keep a search busy: it finds the path, or gives up within its budget")
class PathologicalTest {
    private static final Budget.Limits LIMITS = Budget.Limits.DEFAULT;

    private final Maker root = Maker.authority("CN=root", null);
    private final Budget budget = new Budget(LIMITS);

    private Unrevoked judge(Maker leaf, List<Maker> along) throws PathException {
        List<ParsedCertificate> parsed = new ArrayList<>();
        for (Maker each : along) {
            parsed.add(ParsedCertificate.of(each.make()));
        }
        PathValidator validator =
                PathValidator.of(List.of(TrustAnchor.of(ParsedCertificate.of(root.make()))), List.of());
        return validator.validate(
                ParsedCertificate.of(leaf.make()),
                parsed,
                PathQuestion.of(PathInputs.at(Hostile.NOW)).with(LIMITS),
                budget);
    }

    private PathReason refusal(Maker leaf, List<Maker> along) {
        PathReason reason =
                assertThrows(PathException.class, () -> judge(leaf, along)).reason();
        assertTrue(budget.signatures() <= LIMITS.signatures() + 3, budget.signatures() + " signatures");
        assertTrue(budget.steps() <= LIMITS.steps() + 1, budget.steps() + " steps");
        assertTrue(budget.paths() <= LIMITS.paths() + 1, budget.paths() + " paths");
        return reason;
    }

    /** Each of {@code size} authorities certified by each other one. */
    private List<Maker> mesh(int size) {
        List<Maker> authorities = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            authorities.add(Maker.authority("CN=mesh " + i, null));
        }
        List<Maker> crossed = new ArrayList<>();
        for (int subject = 0; subject < size; subject++) {
            for (int issuer = 0; issuer < size; issuer++) {
                if (subject != issuer) {
                    crossed.add(Maker.authority("CN=mesh " + subject, authorities.get(issuer)));
                }
            }
        }
        return crossed;
    }

    @Test
    void meshOfFive_withAWayOut_isFound() throws Exception {
        List<Maker> along = mesh(5);
        along.add(Maker.authority("CN=mesh 4", root));
        Unrevoked found = judge(Maker.leaf(Maker.authority("CN=mesh 0", null)), along);
        assertEquals(3, found.path().path().certificates().size(), "the shortest way");
        assertTrue(budget.signatures() <= 24, budget.signatures() + " signatures");
    }

    @Test
    void meshOfTwelve_withoutAWayOut_isGivenUp() {
        assertEquals(PathReason.BUDGET_SPENT, refusal(Maker.leaf(Maker.authority("CN=mesh 0", null)), mesh(12)));
    }

    @Test
    void loop_isNoPath() {
        Maker one = Maker.authority("CN=one", null);
        Maker two = Maker.authority("CN=two", one);
        Maker back = Maker.authority("CN=one", two);
        assertEquals(PathReason.NO_PATH, refusal(Maker.leaf(one), List.of(two, back)));
        assertTrue(budget.steps() < 10);
    }

    @Test
    void authoritiesOfOneName_theKeyIdentifierLeadsToTheRightOne() throws Exception {
        List<Maker> along = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            along.add(
                    Maker.authority("CN=key " + i % 60, root).subject("CN=same").serial(BigInteger.valueOf(i + 1)));
        }
        Maker right = Maker.authority("CN=right", root).subject("CN=same");
        along.add(right);
        judge(Maker.leaf(right), along);
        assertTrue(budget.signatures() <= 3, budget.signatures() + " signatures");
    }

    @Test
    void authoritiesOfOneName_withoutAKeyIdentifier_areGivenUp() {
        List<Maker> along = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            along.add(Maker.authority("CN=key " + i, root).subject("CN=same"));
        }
        Maker leaf = Maker.leaf(Maker.authority("CN=stranger", null).subject("CN=same"))
                .without("2.5.29.35");
        assertEquals(PathReason.BUDGET_SPENT, refusal(leaf, along));
    }

    @Test
    void oneAuthorityCertifiedAThousandTimes_isGivenUp() {
        List<Maker> along = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            along.add(Maker.authority("CN=same", root)
                    .serial(BigInteger.valueOf(i + 1))
                    .validity(Hostile.NOW.minusSeconds(20), Hostile.NOW.minusSeconds(10)));
        }
        assertEquals(PathReason.BUDGET_SPENT, refusal(Maker.leaf(Maker.authority("CN=same", null)), along));
    }

    @Test
    void oneNameManyTimes_underAnotherManyTimes_isGivenUp() {
        Maker top = Maker.authority("CN=top", Maker.authority("CN=nobody", null));
        List<Maker> along = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            BigInteger serial = BigInteger.valueOf(i + 1);
            along.add(Maker.authority("CN=top", Maker.authority("CN=nobody", null))
                    .serial(serial));
            along.add(Maker.authority("CN=middle", top).serial(serial));
        }
        assertEquals(PathReason.BUDGET_SPENT, refusal(Maker.leaf(Maker.authority("CN=middle", top)), along));
        assertTrue(budget.steps() < 600, budget.steps() + " steps");
    }

    @Test
    void policiesOfPoliciesInManyPaths_areGivenUp() {
        ASN1Encodable[] policies = new ASN1Encodable[1_000];
        Arrays.setAll(policies, i -> new DERSequence(new ASN1ObjectIdentifier("2.16.840.1.99." + i)));
        List<Maker> along = new ArrayList<>();
        Maker above = root;
        for (int layer = 0; layer < 9; layer++) {
            for (int twin = 1; twin <= 2; twin++) {
                Maker made = Maker.authority("CN=layer " + layer, above)
                        .serial(BigInteger.valueOf(twin))
                        .with("2.5.29.32", false, new DERSequence(policies));
                along.add(made);
            }
            above = along.get(along.size() - 1);
        }
        Maker leaf = Maker.leaf(above).validity(Hostile.NOW.minusSeconds(20), Hostile.NOW.minusSeconds(10));
        assertEquals(PathReason.BUDGET_SPENT, refusal(leaf, along));
        assertTrue(budget.paths() < 20, budget.paths() + " paths");
    }

    @Test
    void namesTimesConstraints_areGivenUp() {
        List<ASN1Encodable> bases = new ArrayList<>();
        List<ASN1Encodable> names = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            bases.add(Names.dns("b" + i + ".example"));
            names.add(Names.dns("h" + i + ".example"));
        }
        Maker authority = Maker.authority("CN=authority", root)
                .with("2.5.29.30", true, Names.excluded(bases.toArray(ASN1Encodable[]::new)));
        Maker leaf = Maker.leaf(authority).names(names.toArray(ASN1Encodable[]::new));
        assertEquals(PathReason.BUDGET_SPENT, refusal(leaf, List.of(authority)));
        assertTrue(budget.names() < 2 * LIMITS.names());
    }
}
