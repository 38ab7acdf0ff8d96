package org.lanyard.pki.cli;

import java.time.Instant;
import java.util.Map;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki authority retire}: it issues no more, and what it issued stays valid. */
@Command(
        name = "retire",
        description = {
            "Let an issuing authority issue no more, such as that of a school that closes. What it issued stays valid,",
            "and its lists go on, until each certificate ends or is revoked."
        })
final class AuthorityRetireCommand extends PkiSubcommand {
    @Parameters(paramLabel = "LABEL|ID", description = "Its label, or its id.")
    private String which;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            converter = WhyConverter.class,
            description = "One sentence for the audit trail.")
    private String why;

    @Override
    void run() throws PkiException {
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        Instant now = surroundings().clock().instant();
        try (Store records = store().open("pki")) {
            AuthorityRow row = records.<AuthorityRow, PkiException>transact(tx -> {
                AuthorityRow found = AuthorityShowCommand.find(tx, which);
                if (found.status() != AuthorityStatus.ACTIVE) {
                    throw new PkiException(PkiReason.AUTHORITY_NOT_ACTIVE, which);
                }
                AuthorityRegister.setStatus(tx, found.id(), AuthorityStatus.RETIRING, now);
                audit.append(tx, AuditEvent.of(now, "authority.retired", actor(), found.id(), Map.of("why", why)));
                return found;
            });
            out().println("Retiring: " + row.id() + ", " + row.label().orElse("-"));
        }
    }
}
