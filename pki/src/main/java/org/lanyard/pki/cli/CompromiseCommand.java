package org.lanyard.pki.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.ca.RootOffice;
import org.lanyard.pki.ceremony.Ceremony;
import org.lanyard.pki.mass.MassAction;
import org.lanyard.pki.mass.MassJob;
import org.lanyard.pki.mass.MassOrder;
import org.lanyard.pki.mass.MassRun;
import org.lanyard.pki.mass.MassScope;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the three have in common: everything of a scope is revoked for a compromised key, in one command. */
abstract class CompromiseCommand extends PkiSubcommand {
    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            converter = WhyConverter.class,
            description = "One sentence for whoever reads the records later; no names of persons.")
    private String why;

    @Option(names = "--dry-run", description = "Count what would be revoked, and change nothing.")
    private boolean dryRun;

    final String why() {
        return why;
    }

    abstract MassScope scope(Store records) throws PkiException;

    /** Whether there is anything to revoke at all. */
    void checkScope(Store records, MassScope scope) throws PkiException {
        ScopeCheck.pass(records, scope);
    }

    /** What is done in the same transaction as the door closes, before the records follow. */
    void withFirstCommit(Handle tx, AuditLog audit) throws PkiException {
        // Nothing beside it.
    }

    /** What is done before anything is changed; a missing root stops here. */
    void prepare() throws PkiException {
        // Nothing to open.
    }

    /** What comes after the records. */
    void afterwards(Store records, AuditLog audit, Optional<String> approvedBy) throws PkiException {
        // Nothing more.
    }

    abstract List<String> whatIsLeft();

    abstract AuthoritySettings settings() throws PkiException;

    @Override
    void run() throws PkiException {
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        try (Store records = openFollowed()) {
            MassOrder order = order(records);
            MassRun run = massRun(records, audit);
            checkScope(records, order.scope());
            long count = run.count(order);
            if (dryRun) {
                out().println("Would be revoked: " + count + " (" + order.scope() + ")");
                return;
            }
            prepare();
            AuthoritySettings.Approval approval = settings().approval();
            Optional<String> approvedBy = ApprovalGate.pass(
                    this,
                    records,
                    audit,
                    approval.massActions(),
                    approval,
                    "compromise",
                    order.summary() + "; count " + count);
            MassJob job = records.<MassJob, PkiException>transact(tx -> {
                withFirstCommit(tx, audit);
                return run.begin(tx, order, actor(), approvedBy);
            });
            out().println("Job " + job.id() + ": from now on none of " + job.total() + " passes.");
            MassJob done = run.work(job.id(), actor(), MassProgress.on(out(), job));
            out().println("Done: " + done.changed() + " revoked for key compromise; their sessions have ended.");
            afterwards(records, audit, approvedBy);
            out().println();
            out().println("What is left to do:");
            int number = 1;
            for (String step : whatIsLeft()) {
                out().println(" " + number++ + ". " + step);
            }
        }
    }

    private MassOrder order(Store records) throws PkiException {
        try {
            return new MassOrder(MassAction.REVOKE, scope(records), RevocationReason.KEY_COMPROMISE, why);
        } catch (IllegalArgumentException e) {
            throw new picocli.CommandLine.ParameterException(spec().commandLine(), e.getMessage());
        }
    }

    /** {@code lanyard pki compromise batch}: cards of one delivery. */
    @Command(name = "batch", description = "The keys of a delivery of cards can be found out, or were made badly.")
    static final class Batch extends CompromiseCommand {
        @Mixin
        private AuthorityOptions authority;

        @Parameters(paramLabel = "LABEL", description = "What the delivery was called when the cards were issued.")
        private String batch;

        @Override
        MassScope scope(Store records) {
            return MassScope.ofBatch(batch);
        }

        @Override
        AuthoritySettings settings() throws PkiException {
            return AuthoritySettings.read(authority.folder(store()));
        }

        @Override
        List<String> whatIsLeft() {
            return List.of(
                    "Tell the world now, not at the next turn: lanyard pki crl --data DIR --all",
                    "Let no more cards of this delivery out of the office; keep them for whoever asks how it happened.",
                    "Give the pupils other cards (another --batch); until then the office opens lesson passes.",
                    "See who has none yet: lanyard pki list --status revoked --all --json",
                    "Keep this in the incident's file: lanyard audit verify");
        }
    }

    /** {@code lanyard pki compromise webauthn-service}: the key that signs WebAuthn assertions. */
    @Command(
            name = "webauthn-service",
            description = "The key of the WebAuthn service may be in somebody else's hands.")
    static final class WebAuthnService extends CompromiseCommand {
        @Mixin
        private AuthorityOptions authority;

        @Override
        MassScope scope(Store records) {
            return MassScope.ofProfile(Profile.WEBAUTHN_SERVICE);
        }

        @Override
        AuthoritySettings settings() throws PkiException {
            return AuthoritySettings.read(authority.folder(store()));
        }

        @Override
        List<String> whatIsLeft() {
            return List.of(
                    "Until the service has another key, nobody signs in with a security key or passkey; cards go on.",
                    "Make one on a machine that is clean: lanyard pki issue --profile webauthn-service --uri URI"
                            + " --new-key webauthn.p12",
                    "Put it where lanyard.toml says (webauthn.key), start the service again, and sign in once yourself.",
                    "People's own keys are not touched: whoever had the service's key could withhold them, not use them.",
                    "Tell the world now: lanyard pki crl --data DIR --all");
        }
    }

    /** {@code lanyard pki compromise authority}: an issuing key. */
    @Command(
            name = "authority",
            description = {
                "An issuing authority's key may be in somebody else's hands. All that it issued is revoked, the root"
                        + " revokes its certificate for the world, and nothing that it signs is taken any more."
            })
    static final class OfAuthority extends CompromiseCommand {
        @Parameters(paramLabel = "LABEL|ID", description = "Its label, or its id.")
        private String which;

        @Mixin
        private RootKeyOptions root;

        @Option(
                names = "--authority-folder",
                paramLabel = "DIR",
                description = "The folder with the authorities' keys (default: authority in --data).")
        private Path folder;

        private AuthorityRow row;
        private RootOffice office;

        private Path folder() {
            return folder != null ? folder : store().data().resolve(AuthorityOptions.FOLDER);
        }

        @Override
        MassScope scope(Store records) throws PkiException {
            row = records.<AuthorityRow, PkiException>read(handle -> AuthorityShowCommand.find(handle, which));
            return MassScope.ofAuthority(row.id());
        }

        @Override
        AuthoritySettings settings() throws PkiException {
            return AuthoritySettings.read(folder());
        }

        @Override
        void checkScope(Store records, MassScope scope) {
            // Its key is stolen, whether it has issued anything or not.
        }

        @Override
        void prepare() throws PkiException {
            if (root.isGiven()) {
                // Withdrawing certifies nothing, so the arc does not matter.
                office = root.open(AuthorityDirectory.open(folder()), OidArc.DEFAULT, surroundings());
            }
        }

        @Override
        void withFirstCommit(Handle tx, AuditLog audit) {
            Instant now = surroundings().clock().instant();
            AuthorityRegister.setStatus(tx, row.id(), AuthorityStatus.WITHDRAWN, now);
            audit.append(tx, AuditEvent.of(now, "authority.withdrawn", actor(), row.id(), Map.of("why", why())));
        }

        @Override
        void afterwards(Store records, AuditLog audit, Optional<String> approvedBy) throws PkiException {
            if (office == null) {
                out().println("The root was not mounted: the world does not know yet.");
                return;
            }
            Ceremony ceremony = new Ceremony(
                    records, office, surroundings().clock(), audit, Sittings.of(spec(), actor(), approvedBy, why()));
            out().print(new String(
                    ceremony.withdraw(row.id(), RevocationReason.CA_COMPROMISE), StandardCharsets.UTF_8));
        }

        @Override
        List<String> whatIsLeft() {
            String label = row.label().orElse(AuthorityRow.MAIN);
            String world = office == null
                    ? "Mount the root and tell the world: lanyard pki compromise authority " + row.id()
                            + " --root root.p12"
                    : "The root's list tells the world: see that it is published (pki crl, or the running service).";
            return List.of(
                    world,
                    "Find out how the key got out before you make another, best in a token: pki init --token-library.",
                    "Make a new authority under the label: lanyard pki authority add --label " + label
                            + " --root root.p12",
                    "Issue its kiosks, its services and its cards anew, in this order; cards need the office or a kiosk.",
                    "Certificates that the service does not know of (UNKNOWN) were made with the stolen key: the audit"
                            + " trail says who showed them.");
        }
    }
}
