package org.lanyard.dist.kiosk;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard kiosks remove}: a kiosk that is gone for good; its certificates are revoked in the same transaction. */
@Command(
        name = "remove",
        description =
                "Forget a kiosk for good: its sessions end, its certificates are revoked. To use it again, add it.")
final class KiosksRemoveCommand extends KiosksSubcommand {
    @Parameters(paramLabel = "KIOSK", description = "Its id, as `kiosks list` shows it.")
    private URI id;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            defaultValue = "removed",
            description = "For the records (default: ${DEFAULT-VALUE}).")
    private String why;

    @Override
    void run(Bench bench) throws PkiException {
        Instant at = now();
        int revoked = bench.store().transact(tx -> {
            if (!bench.desk().kiosks().remove(tx, id, at, actor())) {
                throw noKiosk(id);
            }
            return revoke(bench, tx, at);
        });
        out().println("Removed: " + id + "; certificates revoked: " + revoked);
    }

    private int revoke(Bench bench, Handle tx, Instant at) {
        int revoked = 0;
        String subject = new SubjectName.Service(id).text();
        List<CertificateRow> all = bench.certificates()
                .list(tx, CertificateFilter.all().withProfile(Profile.KIOSK).withSubject(subject));
        try {
            for (CertificateRow each : all) {
                if (each.status() != CertificateStatus.REVOKED
                        && bench.certificates()
                                .revoke(tx, each.id(), RevocationReason.CESSATION_OF_OPERATION, at, actor(), why)) {
                    revoked++;
                }
            }
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
        return revoked;
    }
}
