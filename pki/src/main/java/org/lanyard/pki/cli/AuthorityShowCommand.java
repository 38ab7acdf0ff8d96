package org.lanyard.pki.cli;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki authority show}: one of them, by its label or its id. */
@Command(name = "show", description = "Show one issuing authority.")
final class AuthorityShowCommand extends PkiSubcommand {
    @Parameters(paramLabel = "LABEL|ID", description = "Its label (the one that issues now), or its id.")
    private String which;

    @Option(names = "--pem", description = "Print its certificate.")
    private boolean pem;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    void run() throws PkiException {
        try (Store records = store().open("pki")) {
            AuthorityRow row = records.<AuthorityRow, PkiException>read(handle -> find(handle, which));
            X509Certificate certificate = records.<Optional<X509Certificate>, PkiException>read(
                            h -> AuthorityRegister.certificate(h, row.id()))
                    .orElseThrow();
            if (pem) {
                out().print(CertificateReader.pem(certificate));
                return;
            }
            long issued = records.read(handle -> Sql.one(
                            handle,
                            "SELECT COUNT(*) FROM certificate WHERE issuer = ?",
                            counted -> counted.getLong(1),
                            row.id()))
                    .orElse(0L);
            String until = CertificateRows.seconds(certificate.getNotAfter().toInstant());
            if (json) {
                Map<String, Object> fields = AuthorityListCommand.json(row);
                fields.put("not_after", until);
                fields.put("issued", issued);
                printJson(fields);
                return;
            }
            out().println("Id:       " + row.id());
            out().println("Label:    " + row.label().orElse("-"));
            out().println("Status:   " + AuthorityListCommand.lower(row.status()));
            out().println("Name:     " + certificate.getSubjectX500Principal().getName());
            out().println("Until:    " + until);
            out().println("Key:      " + AuthorityListCommand.lower(row.keyPlace()));
            row.replaces().ifPresent(before -> out().println("Replaces: " + before));
            out().println("Issued:   " + issued);
        }
    }

    /** By its id; or by its label, the one that issues now, else the newest that had it. */
    static AuthorityRow find(Handle handle, String which) throws PkiException {
        Optional<AuthorityRow> found = AuthorityRegister.find(handle, which);
        if (found.isEmpty()) {
            found = AuthorityRegister.active(handle, which);
        }
        if (found.isEmpty()) {
            List<AuthorityRow> older = AuthorityRegister.ofLabel(handle, which);
            found = older.stream().findFirst();
        }
        return found.orElseThrow(() -> new PkiException(PkiReason.AUTHORITY_UNKNOWN, which));
    }
}
