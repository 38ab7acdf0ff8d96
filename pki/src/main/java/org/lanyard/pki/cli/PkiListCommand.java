package org.lanyard.pki.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki list}: the records, the one that ends first on top. */
@Command(name = "list", description = "List the certificates, the one that ends first on top.")
public final class PkiListCommand extends PkiSubcommand {
    @Option(names = "--status", paramLabel = "STATUS", description = "pending, good, held or revoked.")
    private String status;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "One of: ${COMPLETION-CANDIDATES}.",
            converter = ProfileConverter.class,
            completionCandidates = ProfileConverter.Labels.class)
    private Profile profile;

    @Option(names = "--subject", paramLabel = "NAME", description = "Exactly this subject, such as urn:uuid:….")
    private String subject;

    @Option(names = "--expiring", paramLabel = "DAYS", description = "Only those that end within so many days.")
    private Integer days;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    void run() throws PkiException {
        CertificateFilter filter = filter();
        try (Store records = store().open("pki")) {
            List<CertificateRow> rows = records.read(handle -> CertificateLookup.list(handle, filter));
            Instant now = surroundings().clock().instant();
            if (!json) {
                out().println(CertificateRows.header());
            }
            for (CertificateRow row : rows) {
                out().println(json ? CertificateRows.json(row, now) : CertificateRows.line(row, now));
            }
            if (rows.size() == limit && !json) {
                out().println("There may be more: see --limit.");
            }
        }
    }

    private CertificateFilter filter() {
        try {
            CertificateFilter filter = CertificateFilter.all().withLimit(limit);
            if (status != null) {
                filter = filter.withStatus(CertificateStatus.valueOf(status.toUpperCase(Locale.ROOT)));
            }
            if (profile != null) {
                filter = filter.withProfile(profile);
            }
            if (subject != null) {
                filter = filter.withSubject(subject);
            }
            if (days != null) {
                filter = filter.withEndBefore(surroundings().clock().instant().plus(Duration.ofDays(days)));
            }
            return filter;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--status or --limit: " + e.getMessage());
        }
    }
}
