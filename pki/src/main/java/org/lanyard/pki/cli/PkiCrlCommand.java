package org.lanyard.pki.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.Base64;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki crl}: signs a new revocation list. */
@Command(name = "crl", description = "Sign a new revocation list, with the next number, and print it in PEM.")
public final class PkiCrlCommand extends PkiSubcommand {
    private static final int LONGEST_DAYS = 90;

    @Mixin
    private AuthorityOptions authority;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "For how long it may be relied upon, 1 to 90 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it here instead, in one step; in DER if the name ends in .crl.")
    private Path file;

    @Override
    void run() throws PkiException, IOException {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new ParameterException(spec().commandLine(), "--days is 1 to " + LONGEST_DAYS);
        }
        MasterKey master = store().masterKey();
        try (Store records = store().open("pki")) {
            Authority opened = authority.open(store(), records, master, surroundings());
            RevocationLists lists = RevocationLists.of(
                    records,
                    opened.signingKey(),
                    Duration.ofDays(days),
                    surroundings().clock(),
                    new AuditLog(master, surroundings().random()));
            X509CRL list = lists.publish(actor());
            if (file == null) {
                out().print(pem(list));
            } else {
                write(list);
                int entries = list.getRevokedCertificates() == null
                        ? 0
                        : list.getRevokedCertificates().size();
                out().println("Signed a list of " + entries + ", until "
                        + list.getNextUpdate().toInstant());
            }
        }
    }

    private void write(X509CRL list) throws IOException, PkiException {
        // Whole or not at all: a web server may be reading the old one.
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "crl", ".part");
        try {
            if (file.toString().endsWith(".crl")) {
                Files.write(draft, encoded(list));
            } else {
                Files.writeString(draft, pem(list), StandardCharsets.US_ASCII);
            }
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                // A list is public, and a temporary file is not.
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String pem(X509CRL list) throws PkiException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded(list));
        return "-----BEGIN X509 CRL-----\n" + body + "\n-----END X509 CRL-----\n";
    }

    private static byte[] encoded(X509CRL list) throws PkiException {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new PkiException(PkiReason.SIGNING_FAILED, "the list cannot be encoded", e);
        }
    }
}
