package org.lanyard.pki.cli;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the status of one certificate, and says why. */
abstract class OneCertificateCommand extends PkiSubcommand {
    @Parameters(paramLabel = "SERIAL", description = "The serial number in hexadecimal, or its first 8 digits or more.")
    private String serial;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            converter = WhyConverter.class,
            description = "One sentence for whoever reads the record later; no names of persons.")
    private String why;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Whether anything changed. */
    abstract boolean change(CertificateRegistry registry, Handle tx, CertificateId id, Instant now) throws PkiException;

    /** What it is afterwards, such as "Revoked". */
    abstract String done();

    final String why() {
        return why;
    }

    @Override
    final void run() throws PkiException {
        try (Store records = openFollowed()) {
            AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
            CertificateRegistry registry = registry(records, audit);
            CertificateRow row = records.<CertificateRow, PkiException>read(handle -> SerialLookup.one(handle, serial));
            Instant now = surroundings().clock().instant();
            boolean changed = records.<Boolean, PkiException>transact(tx -> change(registry, tx, row.id(), now));
            if (json) {
                out().println(CertificateRows.node(records, row.id(), now).put("changed", changed));
                return;
            }
            out().println((changed ? done() : "Nothing to do, it was so already") + ": " + CertificateRows.named(row));
        }
    }
}
