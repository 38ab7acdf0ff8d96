package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.policy.PolicyGraph;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.revocation.Status;

/** What {@code lanyard pki verify} answers, for people and for scripts. */
final class VerifyAnswers {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VerifyAnswers() {}

    static String text(Unrevoked answer) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add("valid");
        List<ParsedCertificate> certificates = answer.path().path().certificates();
        for (int i = 0; i < certificates.size(); i++) {
            lines.add("  " + i + "  " + certificates.get(i).label() + "  ("
                    + said(answer.statuses().get(i)) + ")");
        }
        lines.add("  " + certificates.size() + "  "
                + answer.path().path().anchor().name() + "  (anchor)");
        lines.add("Policies of the path: " + policies(answer.path().policies().authorityConstrained()));
        lines.add("Of those asked for:   " + policies(answer.path().policies().userConstrained()));
        return lines.toString();
    }

    static String text(PathException refusal) {
        return "not valid: " + refusal.getMessage() + System.lineSeparator() + "  " + refusal.reason() + ", by "
                + refusal.reason().clause();
    }

    private static String said(Status status) {
        return switch (status.source()) {
            case OCSP ->
                "not revoked, says an OCSP answer until " + status.until().orElseThrow();
            case CRL -> "not revoked, says a list until " + status.until().orElseThrow();
            case NO_CHECK -> "vouched for by its authority until it ends";
            case NOBODY -> "whether it is revoked was not checked";
        };
    }

    private static String policies(Set<String> policies) {
        if (policies.isEmpty()) {
            return "none";
        }
        return policies.contains(PolicyGraph.ANY) && policies.size() == 1
                ? "any"
                : String.join(" ", new TreeSet<>(policies));
    }

    static String json(Unrevoked answer) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("valid", true);
        ArrayNode path = node.putArray("path");
        List<ParsedCertificate> certificates = answer.path().path().certificates();
        for (int i = 0; i < certificates.size(); i++) {
            Status status = answer.statuses().get(i);
            ObjectNode each = path.addObject();
            each.put("subject", certificates.get(i).subject().toString());
            each.put("serial", certificates.get(i).serial().toString(16));
            each.put("revocation", status.source().name().toLowerCase(Locale.ROOT));
            status.until().ifPresent(until -> each.put("until", until.toString()));
        }
        node.put("anchor", answer.path().path().anchor().name().toString());
        put(node, "authority_policies", answer.path().policies().authorityConstrained());
        put(node, "user_policies", answer.path().policies().userConstrained());
        return node.toString();
    }

    private static void put(ObjectNode node, String key, Set<String> policies) {
        ArrayNode array = node.putArray(key);
        new TreeSet<>(policies).forEach(array::add);
    }

    static String json(PathException refusal) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("valid", false);
        node.put("reason", refusal.reason().name());
        node.put("clause", refusal.reason().clause());
        node.put("sentence", refusal.reason().sentence());
        refusal.position().ifPresent(position -> node.put("position", position));
        node.put("subject", refusal.subject());
        node.put("detail", refusal.detail());
        return node.toString();
    }
}
