package org.lanyard.pki.cli;

import java.time.Instant;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki suspend}: on hold, from this second on. */
@Command(
        name = "suspend",
        description = "Put a certificate on hold, which can be taken back with: lanyard pki release.")
public final class PkiSuspendCommand extends PkiSubcommand {
    @Parameters(paramLabel = "SERIAL", description = "The serial number in hexadecimal, or its first digits.")
    private String serial;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Override
    void run() throws PkiException {
        try (Store records = openFollowed()) {
            AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
            CertificateRow row = records.<CertificateRow, PkiException>read(handle -> SerialLookup.one(handle, serial));
            Instant now = surroundings().clock().instant();
            boolean changed = records.<Boolean, PkiException>transact(tx -> registry(records, audit)
                    .revoke(tx, row.id(), RevocationReason.CERTIFICATE_HOLD, now, actor(), why));
            out().println((changed ? "On hold: " : "Nothing to do, it was so already: ") + CertificateRows.named(row));
        }
    }
}
