package org.lanyard.pki.path;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.build.PathBuilder;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.policy.PolicyGraph;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.Expected;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.PolicyInputs;
import org.lanyard.pki.path.rules.StricterRule;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.vectors.RealPart;
import org.lanyard.vectors.SharedVectors;

/** NIST PKITS 1.0.1: the list of cases from the shared vectors, certificates and lists from Debian's package. */
final class Pkits {
    private static final Path DATA = Path.of("/usr/lib/python3/dist-packages/cryptography_vectors/x509/PKITS_data");
    private static final Instant AT = Instant.parse("2011-04-15T00:00:00Z");
    private static final String POLICIES = "2.16.840.1.101.3.2.1.48.";

    private Pkits() {}

    /**
     * One case, as in {@code pkits/cases.json}.
     *
     * @param certs anchor first, leaf last
     * @param initialPolicySet null: any
     * @param userConstrained null: NIST-test-policy-1, the suite's default
     */
    record Case(
            String id,
            String title,
            String suite,
            String name,
            List<String> certs,
            List<String> crls,
            List<String> initialPolicySet,
            List<String> userConstrained,
            boolean explicitPolicy,
            boolean inhibitMapping,
            boolean inhibitAny,
            boolean valid) {

        Set<String> expectedUserPolicies() {
            return oids(userConstrained == null ? List.of("NIST-test-policy-1") : userConstrained);
        }

        PathInputs inputs() {
            Set<String> initial = initialPolicySet == null ? Set.of(PolicyGraph.ANY) : oids(initialPolicySet);
            return new PathInputs(
                    AT,
                    new PolicyInputs(initial, explicitPolicy, inhibitMapping, inhibitAny),
                    Expected.NOTHING,
                    EnumSet.noneOf(StricterRule.class),
                    Algorithms.WITH_BROKEN_ONES);
        }

        /** @throws PathException where the path is not valid */
        Unrevoked validate() throws PathException {
            List<ParsedCertificate> all = new ArrayList<>();
            for (String cert : certs) {
                all.add(ParsedCertificate.of(bytes("certs", cert + ".crt")));
            }
            List<ParsedCrl> lists = new ArrayList<>();
            for (String crl : crls) {
                lists.add(ParsedCrl.of(bytes("crls", crl + ".crl")));
            }
            ParsedCertificate leaf = all.get(all.size() - 1);
            PathValidator validator = PathValidator.of(
                    List.of(TrustAnchor.of(all.get(0))),
                    all.subList(1, all.size() - 1),
                    Algorithms.WITH_BROKEN_ONES,
                    PathBuilder.DEEPEST);
            PathQuestion question = PathQuestion.of(inputs()).with(RevocationMode.REQUIRED, lists);
            return validator.validate(leaf, List.of(), question, new Budget(Budget.Limits.DEFAULT));
        }

        /** id, and which of several with this id. */
        String key(Map<String, Integer> seen) {
            return id + "#" + seen.merge(id, 1, Integer::sum);
        }
    }

    static List<Case> cases() throws IOException {
        Path list = SharedVectors.require("pkits/cases.json");
        RealPart.require("PKITS", Files.isDirectory(DATA), "apt-get install python3-cryptography-vectors");
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return List.of(mapper.readValue(list.toFile(), Case[].class));
    }

    /** What a case has to come to: "valid", or the reason; and the authority-constrained policies of a valid one. */
    record Result(String verdict, Set<String> authorityPolicies) {}

    /** By case (id#n). */
    static Map<String, Result> results() throws IOException {
        Map<String, Result> table = new HashMap<>();
        try (InputStream in = Pkits.class.getResourceAsStream("pkits-results.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t");
                    boolean some = cells[2].startsWith("P") || cells[2].equals("anyPolicy");
                    table.put(cells[0], new Result(cells[1], oids(some ? List.of(cells[2].split(" ")) : List.of())));
                }
            }
        }
        return table;
    }

    /** The path as the JDK reads it, anchor first. */
    static List<X509Certificate> jdkPath(Case each) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> path = new ArrayList<>();
        for (String cert : each.certs()) {
            path.add((X509Certificate)
                    factory.generateCertificate(new ByteArrayInputStream(bytes("certs", cert + ".crt"))));
        }
        return path;
    }

    static Instant at() {
        return AT;
    }

    static byte[] bytes(String folder, String file) {
        try {
            return Files.readAllBytes(DATA.resolve(folder).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> oids(List<String> names) {
        Set<String> oids = new TreeSet<>();
        for (String name : names) {
            oids.add(
                    name.equals("anyPolicy") ? PolicyGraph.ANY : name.replaceFirst("^(NIST-test-policy-|P)", POLICIES));
        }
        return oids;
    }
}
