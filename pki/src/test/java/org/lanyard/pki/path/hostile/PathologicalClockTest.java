package org.lanyard.pki.path.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;

/** Prints how long the worst graphs keep a search, with nothing remembered from before. */
@Tag("long")
@DisplayName("The clock of graphs that are made to keep a search busy")
class PathologicalClockTest {
    private static final int TIMES = 7;
    /** Of the processor: what else runs on the machine does not count. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final String POLICIES = "2.5.29.32";
    private static final String MAPPINGS = "2.5.29.33";

    private final Maker root = Maker.authority("CN=root", null);

    private record Graph(Maker leaf, List<Maker> along) {}

    @Test
    void print() throws Exception {
        time(
                "a mesh of twelve, P-256",
                mesh("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA", "1.2.840.10045.4.3.2"));
        time(
                "a mesh of twelve, P-384",
                mesh("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA", "1.2.840.10045.4.3.3"));
        time(
                "a mesh of twelve, P-521",
                mesh("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA", "1.2.840.10045.4.3.4"));
        time("a mesh of twelve, Ed448", mesh("Ed448", null, "Ed448", "1.3.101.113"));
        time("a mesh of twelve, Ed25519", mesh("Ed25519", null, "Ed25519", "1.3.101.112"));
        BigInteger large = BigInteger.ONE.shiftLeft(255).add(BigInteger.valueOf(95));
        time(
                "a mesh of twelve, RSA 3072, a long exponent",
                mesh("RSA", new RSAKeyGenParameterSpec(3072, large), "SHA256withRSA", "1.2.840.113549.1.1.11"));
        BigInteger odd = BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(29));
        time(
                "a mesh of twelve, RSA 4096, a long exponent",
                mesh("RSA", new RSAKeyGenParameterSpec(4096, odd), "SHA256withRSA", "1.2.840.113549.1.1.11"));
        time("names times constraints", names());
        time("names times constraints, in layers", layers(this::constrained));
        time("policies and mappings, in layers", layers(this::mapped));
        time("policies, in layers", layers(this::manyPolicies));
        time("one name many times, twice over", sameNames());
    }

    private void time(String name, Graph graph) throws Exception {
        ParsedCertificate leaf = ParsedCertificate.of(graph.leaf.make());
        List<ParsedCertificate> along = new ArrayList<>();
        for (Maker each : graph.along) {
            along.add(ParsedCertificate.of(each.make()));
        }
        ParsedCertificate anchor = ParsedCertificate.of(root.make());
        double[] millis = new double[TIMES];
        String ended = "";
        Budget budget = null;
        for (int i = 0; i < TIMES; i++) {
            PathValidator fresh = PathValidator.of(List.of(TrustAnchor.of(anchor)), List.of());
            budget = new Budget(Budget.Limits.DEFAULT);
            long began = THREADS.getCurrentThreadCpuTime();
            try {
                fresh.validate(leaf, along, PathQuestion.of(PathInputs.at(Hostile.NOW)), budget);
                ended = "found";
            } catch (PathException e) {
                ended = e.getMessage();
            }
            millis[i] = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "path building: %-45s median %6.1f ms, first %6.1f, %d signatures, %d steps, %d paths, %d names: %s%n",
                name,
                millis[TIMES / 2],
                first,
                budget.signatures(),
                budget.steps(),
                budget.paths(),
                budget.names(),
                ended);
    }

    private Graph mesh(String kind, AlgorithmParameterSpec spec, String signature, String oid) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (spec != null) {
            generator.initialize(spec);
        }
        int size = kind.equals("RSA") ? 9 : 12;
        List<Maker> authorities = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            KeyPair pair = generator.generateKeyPair();
            authorities.add(Maker.authority("CN=mesh " + i, null, pair).signs(signature, oid));
        }
        List<Maker> crossed = new ArrayList<>();
        for (int subject = 0; subject < size; subject++) {
            for (int issuer = 0; issuer < size; issuer++) {
                if (subject != issuer) {
                    crossed.add(
                            Maker.authority("CN=mesh " + subject, authorities.get(issuer), authorities.get(subject).key)
                                    .signs(signature, oid));
                }
            }
        }
        return new Graph(Maker.leaf(authorities.get(0)).signs(signature, oid), crossed);
    }

    private Graph names() {
        ASN1Encodable[] bases = new ASN1Encodable[1_500];
        ASN1Encodable[] names = new ASN1Encodable[1_500];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = Names.dns("a.b.c.d.e.f.b" + i + ".example");
            names[i] = Names.dns("a.b.c.d.e.f.h" + i + ".example");
        }
        Maker authority = Maker.authority("CN=authority", root).with("2.5.29.30", true, Names.excluded(bases));
        return new Graph(Maker.leaf(authority).names(names), List.of(authority));
    }

    private interface Change {
        void to(Maker maker, int layer);
    }

    /** Two certificates of each of nine authorities one above another: 512 paths, of which none is good. */
    private Graph layers(Change change) {
        List<Maker> along = new ArrayList<>();
        Maker above = root;
        for (int layer = 0; layer < 9; layer++) {
            Maker made = null;
            for (int twin = 0; twin < 2; twin++) {
                made = Maker.authority("CN=layer " + layer, above).serial(BigInteger.valueOf(1 + layer * 2L + twin));
                change.to(made, layer);
                along.add(made);
            }
            above = made;
        }
        Maker leaf = Maker.leaf(above).validity(Hostile.NOW.minusSeconds(20), Hostile.NOW.minusSeconds(10));
        change.to(leaf, 9);
        return new Graph(leaf, along);
    }

    private void constrained(Maker maker, int layer) {
        if (layer < 9) {
            ASN1Encodable[] bases = new ASN1Encodable[1_500];
            Arrays.setAll(bases, i -> Names.dns("a.b.c.d.e.f.b" + layer + "-" + i + ".example"));
            maker.with("2.5.29.30", true, Names.excluded(bases));
        }
    }

    private void mapped(Maker maker, int layer) {
        manyPolicies(maker, layer);
        if (layer < 9) {
            ASN1Encodable[] pairs = new ASN1Encodable[1_500];
            Arrays.setAll(pairs, i -> new DERSequence(new ASN1Encodable[] {policy(i % 40), policy(i / 40 + 40)}));
            maker.with(MAPPINGS, true, new DERSequence(pairs));
        }
    }

    private void manyPolicies(Maker maker, int layer) {
        ASN1Encodable[] all = new ASN1Encodable[2_000];
        Arrays.setAll(all, i -> new DERSequence(policy(i)));
        all[0] = new DERSequence(new ASN1ObjectIdentifier("2.5.29.32.0"));
        maker.with(POLICIES, false, new DERSequence(all));
    }

    private static ASN1ObjectIdentifier policy(int number) {
        return new ASN1ObjectIdentifier("2.16.840.1.99." + number);
    }

    /** A thousand certificates of one authority, and a thousand of the one that is said to be above it. */
    private Graph sameNames() {
        Maker top = Maker.authority("CN=top", Maker.authority("CN=nobody", null));
        List<Maker> along = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            BigInteger serial = BigInteger.valueOf(i + 1);
            along.add(Maker.authority("CN=top", Maker.authority("CN=nobody", null))
                    .serial(serial));
            along.add(Maker.authority("CN=middle", top).serial(serial));
        }
        return new Graph(Maker.leaf(Maker.authority("CN=middle", top)), along);
    }
}
