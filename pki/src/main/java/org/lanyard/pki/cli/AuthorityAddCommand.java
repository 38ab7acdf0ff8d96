package org.lanyard.pki.cli;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ceremony.Ceremony;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki authority add}: another issuing authority. */
@Command(
        name = "add",
        description = "Make another issuing authority, with the root's key mounted, and print the signed transcript.")
final class AuthorityAddCommand extends PkiSubcommand {
    @Mixin
    private AuthorityOptions authority;

    @Mixin
    private RootOptions root;

    @Option(
            names = "--label",
            required = true,
            paramLabel = "LABEL",
            description = "What you call it, such as a school's short name; it stands in no certificate.")
    private String label;

    @Override
    void run() throws PkiException {
        try {
            AuthorityRow.requireLabel(label);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--label: " + e.getMessage());
        }
        String why = root.why();
        AuthorityDirectory directory = AuthorityDirectory.open(authority.folder(store()));
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        AuthoritySettings.Approval approval =
                AuthoritySettings.read(directory.folder()).approval();
        try (Store records = store().open("pki")) {
            Optional<String> approvedBy = ApprovalGate.pass(
                    this,
                    records,
                    audit,
                    approval.ceremonies(),
                    approval,
                    "ceremony",
                    "add authority " + label + "; why: " + why);
            Ceremony ceremony = new Ceremony(
                    records,
                    root.open(directory, authority.arc(), surroundings()),
                    surroundings().clock(),
                    audit,
                    Sittings.of(spec(), actor(), approvedBy, why));
            byte[] told = ceremony.add(label, authority.newKeys(store(), surroundings()));
            out().print(new String(told, StandardCharsets.UTF_8));
        }
    }
}
