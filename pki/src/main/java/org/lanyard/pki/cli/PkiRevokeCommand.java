package org.lanyard.pki.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki revoke SERIAL}: at once, for ever, unless the reason is certificate-hold. */
@Command(
        name = "revoke",
        description = {
            "Revoke one certificate. The doors of this store refuse it from this moment on, and the sessions of its card or"
                    + " at its kiosk end with it; others learn of it from the next list (lanyard pki crl)."
        })
public final class PkiRevokeCommand extends PkiSubcommand {
    @Parameters(paramLabel = "SERIAL", description = "The serial number in hexadecimal, or its first digits.")
    private String serial;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "REASON",
            description = "One of: ${COMPLETION-CANDIDATES}.",
            converter = ReasonConverter.class,
            completionCandidates = ReasonConverter.Labels.class)
    private RevocationReason reason;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Override
    void run() throws PkiException {
        List<String> migrations = new ArrayList<>(List.of("pki"));
        migrations.addAll(followed().migrations());
        try (Store records = store().open(migrations.toArray(new String[0]))) {
            AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
            CertificateRegistry registry = new CertificateRegistry(
                    records.engine(), audit, followed().follower().apply(audit));
            CertificateRow row = records.<CertificateRow, PkiException>read(handle -> SerialLookup.one(handle, serial));
            Instant now = surroundings().clock().instant();
            boolean changed = records.<Boolean, PkiException>transact(
                    tx -> registry.revoke(tx, row.id(), reason, now, actor(), why));
            String done = reason == RevocationReason.CERTIFICATE_HOLD ? "On hold: " : "Revoked: ";
            out().println((changed ? done : "Nothing to do, it was so already: ")
                    + row.id().serialHex() + ", " + row.profile().label() + ", " + row.subject());
        }
    }
}
