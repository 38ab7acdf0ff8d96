package org.lanyard.pki.mass;

import java.util.List;
import org.lanyard.pki.revocation.CertificateStatus;

/** What a job does to each certificate. */
public enum MassAction {
    SUSPEND("suspended", CertificateStatus.HELD, List.of(CertificateStatus.PENDING, CertificateStatus.GOOD)),
    RELEASE("released", CertificateStatus.GOOD, List.of(CertificateStatus.HELD)),
    REVOKE(
            "revoked",
            CertificateStatus.REVOKED,
            List.of(CertificateStatus.PENDING, CertificateStatus.GOOD, CertificateStatus.HELD));

    private final String past;
    private final CertificateStatus to;
    private final List<CertificateStatus> from;

    MassAction(String past, CertificateStatus to, List<CertificateStatus> from) {
        this.past = past;
        this.to = to;
        this.from = from;
    }

    /** What was done, as a word. */
    public String past() {
        return past;
    }

    CertificateStatus to() {
        return to;
    }

    /** What a certificate must be for it to change: an SQL condition. What was suspended by itself is not released so. */
    String condition() {
        return "status IN ('"
                + String.join("', '", from.stream().map(Enum::name).toList()) + "')"
                + (this == RELEASE ? " AND hold_job IS NOT NULL" : "");
    }
}
