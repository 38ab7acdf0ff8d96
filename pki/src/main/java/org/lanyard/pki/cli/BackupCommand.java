package org.lanyard.pki.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.backup.Backup;
import org.lanyard.pki.backup.BackupKey;
import org.lanyard.pki.store.MigrationSet;
import org.lanyard.pki.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code lanyard backup}: one encrypted file, beside the running service. */
@Command(
        name = "backup",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Put the whole service into one encrypted file while it runs: the store as it is at one moment, and every"
                    + " file of its folder (master key, online keys, configuration, passphrases).",
            "",
            "Left out: the root's key, which has two safes of its own, and keys in a token, which cannot leave it. The"
                    + " file is in the age format, so age opens it too."
        })
public final class BackupCommand extends Subcommand {
    private static final String ROOT_KEY = "root.p12";

    private final PkiSurroundings surroundings;
    private final List<String> modules;
    private final String program;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to make.")
    private Path file;

    @Option(
            names = "--recipient",
            paramLabel = "age1…",
            description =
                    "Whoever has this recipient's identity can open the file; this machine then cannot, and needs no"
                            + " passphrase. May be repeated. Make one elsewhere with: age-keygen -o identity.txt")
    private List<String> recipients = new ArrayList<>();

    @Mixin
    private BackupKeyOptions key;

    @Option(names = "--with-root-key", description = "Put the root's key in too, if it is still in the folder.")
    private boolean withRoot;

    @Option(names = "--json", description = "Print what was put away as one JSON object.")
    private boolean json;

    /**
     * @param modules whose tables the store has
     * @param program the version of this program
     */
    public BackupCommand(PkiSurroundings surroundings, List<String> modules, String program) {
        this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
        this.modules = List.copyOf(modules);
        this.program = Objects.requireNonNull(program, "program");
    }

    @Override
    PkiSurroundings surroundings() {
        return surroundings;
    }

    @Override
    void run() throws PkiException {
        Path folder = store().data();
        if (folder == null) {
            throw new ParameterException(spec().commandLine(), "Give --data: the folder to put away.");
        }
        if (!Files.isDirectory(folder)) {
            throw new PkiException(PkiReason.BACKUP_FILE_UNUSABLE, "there is no folder " + folder);
        }
        String[] names = modules.toArray(new String[0]);
        try (Store open = store().open(names)) {
            Backup.Report report = new Backup(
                            open,
                            MigrationSet.of(names),
                            program,
                            new RowsTold(spec().commandLine().getErr()))
                    .write(
                            folder,
                            this::wanted,
                            file.toAbsolutePath(),
                            key(),
                            surroundings.clock().instant());
            tell(report);
        }
    }

    private BackupKey key() {
        if (!recipients.isEmpty()) {
            if (key.given()) {
                throw new ParameterException(spec().commandLine(), "Give a passphrase or recipients, not both.");
            }
            return new BackupKey.ForRecipients(recipients);
        }
        return new BackupKey.OfPassphrase(key.passphrase(surroundings, true), surroundings.random());
    }

    /** Not the store's own files, which are in the snapshot; not what is temporary; not an earlier backup beside it. */
    private boolean wanted(String name) {
        return !name.startsWith(StoreOptions.STORE_FILE)
                && !name.endsWith(".part")
                && !name.endsWith(".log")
                && !name.endsWith(".backup")
                && (withRoot || !name.equals(ROOT_KEY) && !name.endsWith("/" + ROOT_KEY));
    }

    private void tell(Backup.Report report) {
        long rows = report.rows().values().stream().mapToLong(Long::longValue).sum();
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("file", file.toString());
            told.put("madeAt", report.madeAt().toString());
            told.put("files", report.files());
            told.put("rows", report.rows());
            printJson(told);
            return;
        }
        out().println("Backed up: " + file + ", " + report.files().size() + " files and " + rows
                + " rows as they were at " + report.madeAt());
        out().println("Try it now and then: lanyard restore " + file + " --check");
    }
}
