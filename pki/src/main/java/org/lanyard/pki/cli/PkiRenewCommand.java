package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.CertificateRequest;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.profile.CertificateNames;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki renew}: the same name and profile for another term. */
@Command(
        name = "renew",
        description = {
            "Issue a certificate anew for another term: the same profile and name, and the same key unless a request"
                    + " brings another. The old one stays valid until it ends."
        })
public final class PkiRenewCommand extends PkiSubcommand {
    @Mixin
    private AuthorityOptions authority;

    @Parameters(paramLabel = "SERIAL", description = "The serial number in hexadecimal, or its first 8 digits or more.")
    private String serial;

    @Option(
            names = "--csr",
            paramLabel = "FILE",
            description = "A PKCS#10 request with the key to certify; its signature is checked.")
    private Path request;

    @Option(names = "--days", paramLabel = "N", description = "How long it is valid (default: the profile's).")
    private Integer days;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the certificate to this new file instead of printing it.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    void run() throws PkiException, IOException {
        try (NewFile output = file == null ? null : NewFile.open(file);
                Store records = store().open("pki")) {
            CertificateRow row = records.<CertificateRow, PkiException>read(handle -> SerialLookup.one(handle, serial));
            if (row.status() != CertificateStatus.GOOD) {
                throw new PkiException(
                        PkiReason.CERTIFICATE_NOT_RENEWABLE, row.id().serialHex() + " is " + row.status());
            }
            X509Certificate old = records.<Optional<X509Certificate>, PkiException>read(
                            handle -> CertificateLookup.certificate(handle, row.id()))
                    .orElseThrow(() -> new PkiException(PkiReason.CERTIFICATE_UNKNOWN, serial));
            PublicKey key =
                    request == null ? old.getPublicKey() : CertificateRequest.provenKey(InputFiles.read(request));
            Optional<String> batch = records.read(handle -> Sql.one(
                            handle,
                            "SELECT batch FROM certificate WHERE issuer = ? AND serial = ?",
                            found -> Optional.ofNullable(found.getString(1)),
                            row.id().issuer(),
                            row.id().serialHex()))
                    .flatMap(found -> found);
            Authority opened = authority.open(store(), records, store().masterKey(), surroundings());
            X509Certificate fresh = opened.issue(
                    new IssuanceRequest(
                            row.profile(),
                            key,
                            CertificateNames.read(old, row.profile()),
                            Optional.ofNullable(days).map(Duration::ofDays),
                            batch),
                    actor());
            String text = CertificateReader.pem(fresh);
            if (output != null) {
                output.write(text);
            }
            if (json) {
                Instant now = surroundings().clock().instant();
                ObjectNode told = CertificateRows.node(records, CertificateId.of(fresh), now);
                told.put("renews", row.id().serialHex());
                out().println(output == null ? told.put("certificate", text) : told);
                return;
            }
            if (output == null) {
                out().print(text);
                return;
            }
            out().println("Renewed " + row.id().serialHex() + " as "
                    + fresh.getSerialNumber().toString(16) + ", until "
                    + fresh.getNotAfter().toInstant());
        }
    }
}
