package org.lanyard.pki.cli;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanyard pki revoke SERIAL}: at once, for ever, unless the reason is certificate-hold. */
@Command(
        name = "revoke",
        description = {
            "Revoke one certificate. The doors of this store refuse it from this moment on, and the sessions of its card or"
                    + " at its kiosk end with it; others learn of it from the next list (lanyard pki crl)."
        })
public final class PkiRevokeCommand extends OneCertificateCommand {
    @Option(
            names = "--reason",
            required = true,
            paramLabel = "REASON",
            description = "One of: ${COMPLETION-CANDIDATES}.",
            converter = ReasonConverter.class,
            completionCandidates = ReasonConverter.Labels.class)
    private RevocationReason reason;

    @Override
    boolean change(CertificateRegistry registry, Handle tx, CertificateId id, Instant now) throws PkiException {
        return registry.revoke(tx, id, reason, now, actor(), why());
    }

    @Override
    String done() {
        return reason == RevocationReason.CERTIFICATE_HOLD ? "On hold" : "Revoked";
    }
}
