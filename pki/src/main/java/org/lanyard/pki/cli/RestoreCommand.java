package org.lanyard.pki.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.approval.ApprovalsAfterRestore;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.AuditReport;
import org.lanyard.pki.audit.AuditVerifier;
import org.lanyard.pki.backup.BackupKey;
import org.lanyard.pki.backup.Restore;
import org.lanyard.pki.backup.RestoreStep;
import org.lanyard.pki.est.TokensAfterRestore;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.revocation.NumbersAfterRestore;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code lanyard restore}: a backup into an empty place, or only a look whether it could be. */
@Command(
        name = "restore",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Put a backup back: into a folder that does not exist yet, and with --store into an empty database. Either"
                    + " engine takes the backup of the other.",
            "",
            "What came after the backup is lost, so nothing that was open then is trusted now: every session ends,"
                    + " invitations and tokens that were not used are withdrawn, and revocation lists go on with numbers"
                    + " that were never used. Revoke again what was revoked since: the last list that was published tells."
        })
public final class RestoreCommand extends Subcommand {
    private final PkiSurroundings surroundings;
    private final List<String> modules;
    private final Function<AuditLog, List<RestoreStep>> others;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The identity of one of the backup's recipients, as age-keygen wrote it.")
    private Path identity;

    @Mixin
    private BackupKeyOptions key;

    @Option(names = "--check", description = "Only read it to its end, and say whether it could be put back.")
    private boolean check;

    @Option(names = "--json", description = "Print what was done as one JSON object.")
    private boolean json;

    /**
     * @param modules whose tables the store has
     * @param others what the other modules change when an old day comes back, made with the trail that they write to
     */
    public RestoreCommand(
            PkiSurroundings surroundings, List<String> modules, Function<AuditLog, List<RestoreStep>> others) {
        this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
        this.modules = List.copyOf(modules);
        this.others = Objects.requireNonNull(others, "others");
    }

    @Override
    PkiSurroundings surroundings() {
        return surroundings;
    }

    @Override
    void run() throws PkiException {
        Restore restore = new Restore(
                modules.toArray(new String[0]),
                this::steps,
                new RowsTold(spec().commandLine().getErr()));
        if (check) {
            tell(restore.check(file, key()), Optional.empty());
            return;
        }
        Path folder = store().data();
        if (folder == null) {
            throw new ParameterException(spec().commandLine(), "Give --data: the folder to put it into.");
        }
        Restore.Report report = restore.into(
                folder,
                StoreOptions.STORE_FILE,
                store().elsewhere(),
                file,
                key(),
                surroundings.clock().instant(),
                actor());
        tell(report, Optional.of(verified(folder)));
    }

    private BackupKey key() {
        if (identity == null) {
            return new BackupKey.OfPassphrase(key.passphrase(surroundings, false), surroundings.random());
        }
        if (key.given()) {
            throw new ParameterException(spec().commandLine(), "Give a passphrase or an identity, not both.");
        }
        return new BackupKey.OfIdentity(identity);
    }

    private List<RestoreStep> steps(Path folder) throws PkiException {
        AuditLog audit = new AuditLog(masterKey(folder), surroundings.random());
        List<RestoreStep> steps = new ArrayList<>();
        steps.add(new NumbersAfterRestore());
        steps.add(new TokensAfterRestore());
        steps.add(new ApprovalsAfterRestore());
        steps.addAll(others.apply(audit));
        steps.add((tx, at, actor) -> {
            audit.append(tx, AuditEvent.of(at, "store.restored", actor, null, Map.of()));
            return "The restore is in the audit trail.";
        });
        return steps;
    }

    /** The backup's own; one that was kept elsewhere has to be named, and a new one is never made in its place. */
    private MasterKey masterKey(Path folder) throws PkiException {
        Path file = folder.resolve(StoreOptions.MASTER_KEY_FILE);
        return Files.exists(file) ? MasterKey.openOrCreate(file) : store().masterKey();
    }

    private AuditReport verified(Path folder) throws PkiException {
        try (Store open = store().open("pki")) {
            return AuditVerifier.with(
                            masterKey(folder), open, Optional.of(folder.resolve(StoreOptions.AUDIT_HEADS_FILE)))
                    .verify();
        }
    }

    private void tell(Restore.Report report, Optional<AuditReport> audit) {
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("madeAt", report.madeAt().toString());
            told.put("program", report.program());
            told.put("files", report.files());
            told.put("steps", report.steps());
            audit.ifPresent(trail -> told.put("auditTrailWhole", trail.whole()));
            printJson(told);
            return;
        }
        out().println((check ? "Whole: " : "Restored: ") + report.files().size()
                + " files and the store as they were at " + report.madeAt() + ", made by version " + report.program());
        report.steps().forEach(step -> out().println("- " + step));
        audit.ifPresent(trail -> out().println(
                        trail.whole()
                                ? "- The audit trail is whole."
                                : "- The audit trail is not whole: lanyard audit verify tells where."));
    }
}
