package org.lanyard.pki.cli;

import java.time.Instant;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki release}: on hold no more. */
@Command(name = "release", description = "Take a certificate off hold: the lost card was found.")
public final class PkiReleaseCommand extends PkiSubcommand {
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
            records.<Void, PkiException>transact(tx -> {
                registry(records, audit).release(tx, row.id(), now, actor(), why);
                return null;
            });
            out().println("Released: " + CertificateRows.named(row));
        }
    }
}
