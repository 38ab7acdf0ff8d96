package org.lanyard.pki.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param sealed how many rows the signed head covers
 * @param headAt when the head was signed; empty if nothing was sealed yet
 * @param unsealed rows that have no place in the chain (yet)
 * @param firstUnsealed the lowest id of these
 * @param oldestUnsealed the earliest time of these: more than some seconds ago means that no sealer runs
 * @param headFilePlace the place of the last head in the file; empty if no file was looked at or it holds none
 * @param key the sealer's public key, PEM; empty if nothing was sealed yet
 * @param keyFingerprint SHA-256 over its SubjectPublicKeyInfo, in hexadecimal
 * @param findings what is wrong, one of each kind, the first of its kind
 */
public record AuditReport(
        long sealed,
        Optional<Instant> headAt,
        long unsealed,
        Optional<Long> firstUnsealed,
        Optional<Instant> oldestUnsealed,
        Optional<Long> headFilePlace,
        Optional<String> key,
        Optional<String> keyFingerprint,
        List<AuditFinding> findings) {
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found wrong. Rows that wait for the sealer, and a head file that lags, are not wrong. */
    public boolean whole() {
        return findings.isEmpty();
    }
}
