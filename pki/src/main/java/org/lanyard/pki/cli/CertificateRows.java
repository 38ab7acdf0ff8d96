package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.StringJoiner;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.store.Store;

/** Records for people, and for scripts. */
final class CertificateRows {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String LINE = "%-40s  %-8s  %-16s  %-20s  %s";

    private CertificateRows() {}

    static String header() {
        return LINE.formatted("SERIAL", "STATUS", "PROFILE", "UNTIL", "SUBJECT");
    }

    /** Serial, profile and subject. */
    static String named(CertificateRow row) {
        return row.id().serialHex() + ", " + row.profile().label() + ", " + row.subject();
    }

    static String line(CertificateRow row, Instant now) {
        return LINE.formatted(
                row.id().serialHex(), status(row, now), row.profile().label(), seconds(row.notAfter()), row.subject());
    }

    static String text(CertificateRow row, Instant now) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add("Serial:   " + row.id().serialHex());
        lines.add("Issuer:   " + row.id().issuer());
        lines.add("Status:   " + status(row, now));
        lines.add("Profile:  " + row.profile().label());
        lines.add("Subject:  " + row.subject());
        lines.add("Valid:    " + seconds(row.notBefore()) + " to " + seconds(row.notAfter()));
        lines.add("Key:      SHA-256 " + row.keyHash());
        lines.add("Issued:   " + seconds(row.issuedAt()) + " by " + row.issuedBy());
        row.change()
                .ifPresent(change -> lines.add("Changed:  " + seconds(change.at()) + " by " + change.by() + ", "
                        + change.reason().label() + ": " + change.why()));
        return lines.toString();
    }

    static String json(CertificateRow row, Instant now) {
        return node(row, now).toString();
    }

    /** A record as it is after a change, for a script. */
    static ObjectNode node(Store records, CertificateId id, Instant now) throws PkiException {
        CertificateRow row = records.read(handle -> CertificateLookup.find(handle, id))
                .orElseThrow(() -> new PkiException(PkiReason.CERTIFICATE_UNKNOWN, id.serialHex()));
        return node(row, now);
    }

    private static ObjectNode node(CertificateRow row, Instant now) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("serial", row.id().serialHex());
        node.put("issuer", row.id().issuer());
        node.put("status", row.status().name().toLowerCase(Locale.ROOT));
        node.put("expired", now.isAfter(row.notAfter()));
        node.put("profile", row.profile().label());
        node.put("subject", row.subject());
        node.put("not_before", seconds(row.notBefore()));
        node.put("not_after", seconds(row.notAfter()));
        node.put("key_sha256", row.keyHash());
        node.put("issued_at", seconds(row.issuedAt()));
        node.put("issued_by", row.issuedBy());
        row.change().ifPresent(change -> {
            node.put("reason", change.reason().label());
            node.put("changed_at", seconds(change.at()));
            node.put("changed_by", change.by());
            node.put("why", change.why());
        });
        return node;
    }

    private static String status(CertificateRow row, Instant now) {
        boolean expired = now.isAfter(row.notAfter());
        return switch (row.status()) {
            case GOOD -> expired ? "expired" : "good";
            case PENDING, HELD, REVOKED, UNKNOWN -> row.status().name().toLowerCase(Locale.ROOT);
        };
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
