package org.lanyard.pki.cli;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.approval.Approvals;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.store.Store;

/** Asks for a second person where the authority's settings want one. */
final class ApprovalGate {
    private ApprovalGate() {}

    /**
     * Lets something pass once.
     *
     * @param wanted whether the settings want a second person for it
     * @param summary all that will be done
     * @return who approved; empty where nobody has to
     * @throws PkiException APPROVAL_NEEDED with the request's id
     */
    static Optional<String> pass(
            PkiSubcommand command,
            Store records,
            AuditLog audit,
            boolean wanted,
            AuthoritySettings.Approval settings,
            String kind,
            String summary)
            throws PkiException {
        if (!wanted) {
            return Optional.empty();
        }
        PkiSurroundings here = command.surroundings();
        Instant now = here.clock().instant();
        Approvals approvals = new Approvals(records.engine(), audit, here.random());
        Optional<String> approvedBy =
                records.transact(tx -> approvals.use(tx, kind, summary, command.actor(), now, settings.expires()));
        if (approvedBy.isPresent()) {
            return approvedBy;
        }
        String id = records.read(handle -> approvals.waiting(handle, kind, summary, command.actor(), now))
                .orElseThrow()
                .id();
        throw new PkiException(PkiReason.APPROVAL_NEEDED, "request " + id + ": " + summary);
    }
}
