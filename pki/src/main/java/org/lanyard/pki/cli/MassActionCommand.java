package org.lanyard.pki.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.AuthoritySettings;
import org.lanyard.pki.mass.MassAction;
import org.lanyard.pki.mass.MassJob;
import org.lanyard.pki.mass.MassJobs;
import org.lanyard.pki.mass.MassOrder;
import org.lanyard.pki.mass.MassRun;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard pki mass suspend|release|revoke}. */
abstract class MassActionCommand extends PkiSubcommand {
    @Mixin
    private MassScopeOptions scope;

    @Option(
            names = "--authority-folder",
            paramLabel = "DIR",
            description = "The folder with authority.toml (default: authority in --data).")
    private Path folder;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            converter = WhyConverter.class,
            description = "One sentence for whoever reads the records later; no names of persons.")
    private String why;

    @Option(names = "--dry-run", description = "Count what would change, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "More than so many want a second yes (default: ${DEFAULT-VALUE}).")
    private long limit;

    @Option(names = "--yes", paramLabel = "N", description = "The second yes: the exact count of the dry run.")
    private Long yes;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    abstract MassAction action();

    RevocationReason reason() {
        return RevocationReason.CERTIFICATE_HOLD;
    }

    @Override
    void run() throws PkiException {
        AuditLog audit = new AuditLog(store().masterKey(), surroundings().random());
        try (Store records = openFollowed()) {
            MassOrder order = order(records);
            MassRun run = massRun(records, audit);
            long count = run.count(order);
            ScopeCheck.pass(records, order.scope());
            if (json && (dryRun || count == 0)) {
                out().println(node(records, order, count, Optional.empty()));
                return;
            }
            if (dryRun) {
                out().println("Would be " + action().past() + ": " + count + " (" + order.scope() + ")");
                tellHeldAlone(records, order);
                return;
            }
            if (count == 0) {
                out().println("Nothing to do: none would be " + action().past() + " (" + order.scope() + ")");
                tellHeldAlone(records, order);
                return;
            }
            if (count > limit && (yes == null || yes != count)) {
                throw new PkiException(
                        PkiReason.MASS_NOT_CONFIRMED,
                        count + " of " + order.scope() + (yes == null ? "" : ", not " + yes));
            }
            AuthoritySettings.Approval approval = settings().approval();
            Optional<String> approvedBy = ApprovalGate.pass(
                    this,
                    records,
                    audit,
                    approval.massActions(),
                    approval,
                    "mass",
                    order.summary() + "; count " + count);
            MassJob job = run.begin(order, actor(), approvedBy);
            if (json) {
                MassJob done = run.work(job.id(), actor(), MassProgress.on(err(), job));
                out().println(node(records, order, job.total(), Optional.of(done)));
                return;
            }
            out().println("Job " + job.id() + ": from now on none of " + job.total() + " passes"
                    + (action() == MassAction.RELEASE ? " until it is released" : "") + ".");
            MassJob done = run.work(job.id(), actor(), MassProgress.on(out(), job));
            out().println("Done: " + done.changed() + " " + action().past() + ".");
            tellHeldAlone(records, order);
        }
    }

    private ObjectNode node(Store records, MassOrder order, long count, Optional<MassJob> done) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("action", action().name().toLowerCase(Locale.ROOT));
        node.put("scope", order.scope().toString());
        node.put("reason", order.reason().label());
        node.put("dry_run", dryRun);
        node.put("count", count);
        node.put("changed", done.isPresent() ? done.get().changed() : 0);
        done.ifPresent(job -> node.put("job", job.id()));
        if (action() == MassAction.RELEASE) {
            long alone = records.read(handle -> MassJobs.heldAlone(handle, order.scope()));
            node.put("left_on_hold", alone);
        }
        return node;
    }

    /** A lost card stays on hold when the delivery that it came with is released. */
    private void tellHeldAlone(Store records, MassOrder order) {
        long alone =
                action() == MassAction.RELEASE ? records.read(handle -> MassJobs.heldAlone(handle, order.scope())) : 0;
        if (alone > 0) {
            out().println("Left on hold: " + alone + ", each suspended by itself; see lanyard pki list --status held.");
        }
    }

    private AuthoritySettings settings() throws PkiException {
        if (folder != null) {
            return AuthoritySettings.read(folder);
        }
        return store().data() == null
                ? AuthoritySettings.DEFAULTS
                : AuthoritySettings.read(store().data().resolve(AuthorityOptions.FOLDER));
    }

    private MassOrder order(Store records) throws PkiException {
        try {
            return new MassOrder(action(), scope.scope(records), reason(), why);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage());
        }
    }

    /** {@code lanyard pki mass suspend}. */
    @Command(name = "suspend", description = "Put many certificates on hold.")
    static final class Suspend extends MassActionCommand {
        @Override
        MassAction action() {
            return MassAction.SUSPEND;
        }
    }

    /** {@code lanyard pki mass release}. */
    @Command(name = "release", description = "Take many certificates off hold.")
    static final class Release extends MassActionCommand {
        @Override
        MassAction action() {
            return MassAction.RELEASE;
        }
    }

    /** {@code lanyard pki mass revoke}. */
    @Command(name = "revoke", description = "Revoke many certificates, for good.")
    static final class Revoke extends MassActionCommand {
        @Option(
                names = "--reason",
                required = true,
                paramLabel = "REASON",
                description = "One of: ${COMPLETION-CANDIDATES}.",
                converter = ReasonConverter.ForGood.class,
                completionCandidates = ReasonConverter.LabelsForGood.class)
        private RevocationReason reason;

        @Override
        MassAction action() {
            return MassAction.REVOKE;
        }

        @Override
        RevocationReason reason() {
            return reason;
        }
    }
}
