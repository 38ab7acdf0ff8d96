package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.approval.Approvals;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki approve}: the second person's yes. */
@Command(
        name = "approve",
        description = "Approve what another person asked for; without an id, list what waits for a second person.")
public final class PkiApproveCommand extends PkiSubcommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The request's id.")
    private String id;

    @Option(names = "--json", description = "Print one JSON object for each request.")
    private boolean json;

    @Override
    void run() throws PkiException {
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        Instant now = surroundings().clock().instant();
        try (Store records = store().open("pki")) {
            Approvals approvals =
                    new Approvals(records.engine(), audit, surroundings().random());
            if (id == null) {
                for (Approvals.Request request : records.read(handle -> approvals.open(handle, now))) {
                    if (json) {
                        out().println(node(request));
                        continue;
                    }
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
            if (json) {
                out().println(node(approved).put("approved_by", actor()));
                return;
            }
            out().println("Approved: " + approved.summary());
            out().println(approved.requestedBy() + " may do exactly this, once, until "
                    + CertificateRows.seconds(approved.expiresAt()) + ".");
        }
    }

    private static ObjectNode node(Approvals.Request request) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", request.id());
        node.put("kind", request.kind());
        node.put("summary", request.summary());
        node.put("requested_by", request.requestedBy());
        node.put("requested_at", CertificateRows.seconds(request.requestedAt()));
        node.put("expires_at", CertificateRows.seconds(request.expiresAt()));
        request.approvedBy().ifPresent(by -> node.put("approved_by", by));
        return node;
    }
}
