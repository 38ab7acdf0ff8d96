package org.lanyard.pki.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ceremony.Ceremony;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code lanyard pki authority withdraw}: the root revokes what nobody needs any more. */
@Command(
        name = "withdraw",
        description = {
            "Have the root revoke a retired authority's certificates, with its key mounted, and print the signed",
            "transcript. Nothing that it issued is taken any more. For a stolen key: pki compromise authority."
        })
final class AuthorityWithdrawCommand extends PkiSubcommand {
    @Mixin
    private AuthorityOptions authority;

    @Mixin
    private RootOptions root;

    @Parameters(paramLabel = "LABEL|ID", description = "Its label, or its id.")
    private String which;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            converter = ReasonConverter.class,
            description = "superseded (as where another took over its label) or cessation-of-operation.")
    private RevocationReason reason;

    @Option(
            names = "--yes",
            paramLabel = "N",
            description = "Withdraw it although N certificates that it issued would still be valid.")
    private Long yes;

    @Override
    void run() throws PkiException {
        if (reason != null
                && reason != RevocationReason.SUPERSEDED
                && reason != RevocationReason.CESSATION_OF_OPERATION) {
            throw new ParameterException(
                    spec().commandLine(), "--reason is superseded or cessation-of-operation here.");
        }
        String why = root.why();
        AuthorityDirectory directory = AuthorityDirectory.open(authority.folder(store()));
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        AuthoritySettings.Approval approval =
                AuthoritySettings.read(directory.folder()).approval();
        try (Store records = store().open("pki")) {
            AuthorityRow row = retired(records);
            Optional<String> approvedBy = ApprovalGate.pass(
                    this,
                    records,
                    audit,
                    approval.ceremonies(),
                    approval,
                    "ceremony",
                    "withdraw authority " + row.id() + "; why: " + why);
            Ceremony ceremony = new Ceremony(
                    records,
                    root.open(directory, authority.arc(), surroundings()),
                    surroundings().clock(),
                    audit,
                    Sittings.of(spec(), actor(), approvedBy, why));
            byte[] told = ceremony.withdraw(row.id(), reason(records, row));
            out().print(new String(told, StandardCharsets.UTF_8));
        }
    }

    private AuthorityRow retired(Store records) throws PkiException {
        AuthorityRow row = records.<AuthorityRow, PkiException>read(h -> AuthorityShowCommand.find(h, which));
        if (row.status() != AuthorityStatus.RETIRING) {
            throw new PkiException(PkiReason.AUTHORITY_NOT_RETIRED, row.id());
        }
        Instant now = surroundings().clock().instant();
        long valid = records.read(handle -> Sql.one(
                        handle,
                        "SELECT COUNT(*) FROM certificate WHERE issuer = ? AND status IN ('GOOD', 'HELD')"
                                + " AND not_after > ? AND profile <> 'ocsp-responder'",
                        counted -> counted.getLong(1),
                        row.id(),
                        now))
                .orElse(0L);
        if (valid > 0 && (yes == null || yes != valid)) {
            throw new PkiException(PkiReason.MASS_NOT_CONFIRMED, valid + " certificates that it issued are valid");
        }
        return row;
    }

    private RevocationReason reason(Store records, AuthorityRow row) {
        if (reason != null) {
            return reason;
        }
        boolean replaced = records.read(handle -> Sql.one(
                                handle,
                                "SELECT COUNT(*) FROM authority WHERE replaces = ?",
                                found -> found.getLong(1),
                                row.id()))
                        .orElse(0L)
                > 0;
        return replaced ? RevocationReason.SUPERSEDED : RevocationReason.CESSATION_OF_OPERATION;
    }
}
