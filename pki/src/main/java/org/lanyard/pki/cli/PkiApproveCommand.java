package org.lanyard.pki.cli;

import java.time.Instant;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.approval.Approvals;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki approve}: the second person's yes. */
@Command(
        name = "approve",
        description = "Approve what another person asked for; without an id, list what waits for a second person.")
public final class PkiApproveCommand extends PkiSubcommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The request's id.")
    private String id;

    @Override
    void run() throws PkiException {
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        Instant now = surroundings().clock().instant();
        try (Store records = store().open("pki")) {
            Approvals approvals =
                    new Approvals(records.engine(), audit, surroundings().random());
            if (id == null) {
                for (Approvals.Request request : records.read(handle -> approvals.open(handle, now))) {
                    out().println(request.id() + "  " + request.kind() + "  by " + request.requestedBy() + ", until "
                            + CertificateRows.seconds(request.expiresAt())
                            + request.approvedBy()
                                    .map(by -> ", approved by " + by)
                                    .orElse("")
                            + ": " + request.summary());
                }
                return;
            }
            Approvals.Request approved =
                    records.<Approvals.Request, PkiException>transact(tx -> approvals.approve(tx, id, actor(), now));
            out().println("Approved: " + approved.summary());
            out().println(approved.requestedBy() + " may do exactly this, once, until "
                    + CertificateRows.seconds(approved.expiresAt()) + ".");
        }
    }
}
