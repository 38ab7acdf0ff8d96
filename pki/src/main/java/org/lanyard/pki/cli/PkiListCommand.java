package org.lanyard.pki.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int PAGE = 1000;

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

    @Option(names = "--authority", paramLabel = "LABEL|ID", description = "Of one issuing authority alone.")
    private String authority;

    @Option(names = "--expiring", paramLabel = "DAYS", description = "Only those that end within so many days: 30d.")
    private String expiring;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--all", description = "As many as there are, however many.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    void run() throws PkiException {
        try (Store records = store().open("pki")) {
            CertificateFilter filter = filter();
            if (authority != null) {
                filter = filter.withIssuer(records.<String, PkiException>read(
                        handle -> AuthorityShowCommand.find(handle, authority).id()));
            }
            if (!json) {
                out().println(CertificateRows.header());
            }
            tell(records, filter);
        }
    }

    /** Page by page, each from where the last one ended, so that no list is ever whole in memory. */
    private void tell(Store records, CertificateFilter filter) {
        Instant now = surroundings().clock().instant();
        long left = all ? Long.MAX_VALUE : limit;
        CertificateFilter next = filter;
        while (left > 0) {
            CertificateFilter page = next.withLimit((int) Math.min(left, PAGE));
            List<CertificateRow> rows = records.read(handle -> CertificateLookup.list(handle, page));
            for (CertificateRow row : rows) {
                out().println(json ? CertificateRows.json(row, now) : CertificateRows.line(row, now));
            }
            if (rows.size() < page.limit()) {
                return;
            }
            left -= rows.size();
            next = filter.after(rows.get(rows.size() - 1));
        }
        if (!json) {
            out().println("There may be more: see --limit and --all.");
        }
    }

    private CertificateStatus status() {
        try {
            return CertificateStatus.valueOf(status.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--status is pending, good, held or revoked, not " + status, e);
        }
    }

    private Duration within() {
        Matcher days = Pattern.compile("([0-9]{1,5})d?").matcher(expiring);
        if (!days.matches()) {
            throw new IllegalArgumentException("--expiring takes days, such as 30d, not " + expiring);
        }
        return Duration.ofDays(Long.parseLong(days.group(1)));
    }

    private CertificateFilter filter() {
        try {
            CertificateFilter filter = CertificateFilter.all().withLimit(limit);
            if (status != null) {
                filter = filter.withStatus(status());
            }
            if (profile != null) {
                filter = filter.withProfile(profile);
            }
            if (subject != null) {
                filter = filter.withSubject(subject);
            }
            if (expiring != null) {
                filter = filter.withEndBefore(surroundings().clock().instant().plus(within()));
            }
            return filter;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage());
        }
    }
}
