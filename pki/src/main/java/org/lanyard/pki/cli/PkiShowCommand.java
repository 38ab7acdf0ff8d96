package org.lanyard.pki.cli;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki show SERIAL}: one record, or the certificate itself. */
@Command(name = "show", description = "Show one certificate's record.")
public final class PkiShowCommand extends PkiSubcommand {
    @Parameters(paramLabel = "SERIAL", description = "The serial number in hexadecimal, or its first 8 digits or more.")
    private String serial;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--pem", description = "Print the certificate instead of its record.")
    private boolean pem;

    @Override
    void run() throws PkiException {
        try (Store records = store().open("pki")) {
            CertificateRow row = records.<CertificateRow, PkiException>read(handle -> SerialLookup.one(handle, serial));
            if (pem) {
                Optional<X509Certificate> certificate = records.<Optional<X509Certificate>, PkiException>read(
                        handle -> CertificateLookup.certificate(handle, row.id()));
                out().print(CertificateReader.pem(certificate.orElseThrow(
                        () -> new PkiException(PkiReason.CERTIFICATE_UNKNOWN, serial + " was never signed"))));
            } else {
                Instant now = surroundings().clock().instant();
                out().println(json ? CertificateRows.json(row, now) : CertificateRows.text(row, now));
            }
        }
    }
}
