package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import org.lanyard.pki.audit.AuditFinding;
import org.lanyard.pki.audit.AuditReport;

/** A report for people, and for scripts. */
final class AuditReports {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AuditReports() {}

    static String text(AuditReport report) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(report.whole() ? "The audit trail is whole." : "The audit trail is BROKEN.");
        for (AuditFinding finding : report.findings()) {
            String more = finding.count() > 1 ? " (the first of " + finding.count() + ")" : "";
            lines.add("  " + finding.kind() + ": " + finding.sentence() + more);
        }
        lines.add("Sealed: " + report.sealed() + " rows"
                + report.headAt().map(at -> ", signed at " + at).orElse(""));
        lines.add("Not sealed yet: " + report.unsealed() + " rows"
                + report.firstUnsealed().map(row -> ", the first is row " + row).orElse("")
                + report.oldestUnsealed().map(at -> ", the oldest is of " + at).orElse(""));
        lines.add("Head file: "
                + report.headFilePlace().map(place -> "up to place " + place).orElse("none looked at"));
        report.keyFingerprint().ifPresent(print -> lines.add("Key: SHA-256 " + print));
        return lines.toString();
    }

    static String json(AuditReport report) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("whole", report.whole());
        node.put("sealed", report.sealed());
        node.put("head_at", report.headAt().map(Instant::toString).orElse(null));
        node.put("unsealed", report.unsealed());
        node.put("first_unsealed", report.firstUnsealed().orElse(null));
        node.put(
                "oldest_unsealed",
                report.oldestUnsealed().map(Instant::toString).orElse(null));
        node.put("head_file_place", report.headFilePlace().orElse(null));
        node.put("key", report.key().orElse(null));
        node.put("key_sha256", report.keyFingerprint().orElse(null));
        ArrayNode findings = node.putArray("findings");
        for (AuditFinding finding : report.findings()) {
            findings.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("place", finding.place())
                    .put("row", finding.row())
                    .put("count", finding.count())
                    .put("sentence", finding.sentence());
        }
        return node.toString();
    }
}
