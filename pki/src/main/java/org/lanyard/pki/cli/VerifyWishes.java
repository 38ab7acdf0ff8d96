package org.lanyard.pki.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lanyard.pki.path.build.PathBuilder;
import org.lanyard.pki.path.names.Subject;
import org.lanyard.pki.path.policy.PolicyGraph;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.Expected;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.PolicyInputs;
import org.lanyard.pki.path.rules.StricterRule;
import picocli.CommandLine.Option;

/** What {@code lanyard pki verify} is asked to judge by. */
final class VerifyWishes {
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Map<String, String> PURPOSES = Map.of(
            "serverAuth", "1.3.6.1.5.5.7.3.1",
            "clientAuth", "1.3.6.1.5.5.7.3.2",
            "codeSigning", "1.3.6.1.5.5.7.3.3",
            "emailProtection", "1.3.6.1.5.5.7.3.4",
            "timeStamping", "1.3.6.1.5.5.7.3.8",
            "OCSPSigning", "1.3.6.1.5.5.7.3.9",
            "cardAuth", "2.16.840.1.101.3.6.8");

    @Option(names = "--at", paramLabel = "TIME", description = "Judge at this time, such as 2026-11-23T09:00:00Z.")
    private String at;

    @Option(
            names = "--policy",
            paramLabel = "OID",
            description =
                    "A policy that is acceptable (default: any). Without --explicit-policy a path may do without.")
    private List<String> policies = List.of();

    @Option(names = "--explicit-policy", description = "An acceptable policy has to be valid for the path.")
    private boolean explicitPolicy;

    @Option(names = "--inhibit-mapping", description = "Authorities may not map policies to others.")
    private boolean inhibitMapping;

    @Option(names = "--inhibit-any", description = "anyPolicy in certificates does not count.")
    private boolean inhibitAny;

    @Option(
            names = "--purpose",
            paramLabel = "EKU",
            description =
                    "serverAuth, clientAuth, codeSigning, emailProtection, timeStamping, OCSPSigning, cardAuth, or an"
                            + " object identifier.")
    private String purpose;

    @Option(names = "--host", paramLabel = "NAME", description = "A host that the certificate has to name.")
    private List<String> hosts = List.of();

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "An IP address that it has to name.")
    private List<String> addresses = List.of();

    @Option(names = "--email", paramLabel = "MAILBOX", description = "A mailbox that it has to name.")
    private List<String> mailboxes = List.of();

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            description = "Authorities between the certificate and the anchor, at most (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + PathBuilder.DEEPEST)
    private int deepest;

    @Option(
            names = "--without",
            paramLabel = "RULE",
            description =
                    "Let go of a rule that is stricter than path validation has to be, such as anchor-is-in-time; see"
                            + " --rules.")
    private List<String> without = List.of();

    /** @throws IllegalArgumentException with what cannot be meant */
    PathInputs inputs(Instant now) {
        return new PathInputs(time(now), policyInputs(), expected(), rules(), Algorithms.STRONG);
    }

    int deepest() {
        if (deepest < 0 || deepest > 100) {
            throw new IllegalArgumentException("--max-depth is 0 to 100");
        }
        return deepest;
    }

    private Instant time(Instant now) {
        try {
            return at == null ? now : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--at takes a time such as 2026-11-23T09:00:00Z", e);
        }
    }

    private PolicyInputs policyInputs() {
        Set<String> initial = new TreeSet<>();
        for (String policy : policies) {
            initial.add(oid("--policy", policy));
        }
        if (initial.isEmpty()) {
            initial.add(PolicyGraph.ANY);
        }
        return new PolicyInputs(initial, explicitPolicy, inhibitMapping, inhibitAny);
    }

    private Expected expected() {
        List<Subject> subjects = new ArrayList<>();
        hosts.forEach(host -> subjects.add(new Subject.Host(host)));
        addresses.forEach(address -> subjects.add(address(address)));
        mailboxes.forEach(mailbox -> subjects.add(new Subject.Mailbox(mailbox)));
        Optional<String> wanted = Optional.ofNullable(purpose)
                .map(name -> PURPOSES.getOrDefault(name, name))
                .map(name -> oid("--purpose", name));
        return new Expected(wanted, subjects);
    }

    private static Subject address(String text) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                // Looked up nowhere: it has the form of an address.
                return new Subject.Address(InetAddress.getByName(text).getAddress());
            }
        } catch (UnknownHostException e) {
            // said below
        }
        throw new IllegalArgumentException("--ip takes an IP address, not " + text);
    }

    private Set<StricterRule> rules() {
        Set<StricterRule> rules = EnumSet.allOf(StricterRule.class);
        for (String label : without) {
            rules.remove(StricterRule.ofLabel(label)
                    .orElseThrow(() -> new IllegalArgumentException("--without: no such rule: " + label)));
        }
        return rules;
    }

    private static String oid(String option, String text) {
        if (!OID.matcher(text).matches()) {
            throw new IllegalArgumentException(option + ": not an object identifier: " + text);
        }
        return text;
    }
}
