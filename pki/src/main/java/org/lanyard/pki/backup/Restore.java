package org.lanyard.pki.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.store.MigrationSet;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/**
 * Puts a backup back into an empty place: the store with the schema of its day, which is then brought up to date, and the
 * files. With the embedded store all of it appears at once, by a rename, or nothing does.
 */
public final class Restore {
    private final MigrationSet migrations;
    private final String[] modules;
    private final Steps steps;
    private final BackupProgress progress;

    /**
     * @param modules whose schema the store has
     * @param steps what changes afterwards
     */
    public Restore(String[] modules, Steps steps, BackupProgress progress) {
        this.modules = modules.clone();
        this.migrations = MigrationSet.of(modules);
        this.steps = steps;
        this.progress = progress;
    }

    /** The steps, made when the files are there: the keys that they need are among them. */
    @FunctionalInterface
    public interface Steps {
        /**
         * @param folder with the files of the backup
         * @return in the order in which they are applied
         */
        List<RestoreStep> in(Path folder) throws PkiException;
    }

    /**
     * What was put back.
     *
     * @param madeAt when the backup was made: what came after is lost
     * @param program the version that made it
     * @param steps what was changed, a sentence each
     */
    public record Report(Instant madeAt, String program, List<String> files, List<String> steps) {
        public Report {
            files = List.copyOf(files);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Reads a backup to its end without keeping any of it.
     *
     * @throws PkiException as {@link #into}
     */
    public Report check(Path file, BackupKey key) throws PkiException {
        Manifest manifest = BackupReader.read(file, key, new CheckOnly(migrations, progress));
        return report(manifest, List.of());
    }

    /**
     * Restores.
     *
     * @param folder does not exist yet, or is empty
     * @param storeFile the embedded store's file name in it
     * @param elsewhere a database without tables, where the store is not embedded
     * @throws PkiException RESTORE_TARGET_IN_USE, BACKUP_FILE_UNUSABLE, BACKUP_KEY_WRONG, BACKUP_DAMAGED, BACKUP_TOO_NEW
     */
    public Report into(
            Path folder,
            String storeFile,
            Optional<StoreConfig> elsewhere,
            Path file,
            BackupKey key,
            Instant now,
            String actor)
            throws PkiException {
        requireEmpty(folder);
        Path staging = folder.toAbsolutePath().resolveSibling("." + folder.getFileName() + ".restoring");
        try {
            delete(staging);
            Files.createDirectories(staging.getParent());
            Files.createDirectory(staging);
            ownersAlone(staging, "rwx------");
            StoreConfig config = elsewhere.orElse(StoreConfig.sqlite(staging.resolve(storeFile)));
            Manifest manifest;
            try (Loader loader = new Loader(config, migrations, staging, progress)) {
                manifest = BackupReader.read(file, key, loader);
            }
            List<String> done;
            List<RestoreStep> todo = steps.in(staging);
            try (Store store = Store.open(config, modules)) {
                done = store.<List<String>, PkiException>transact(tx -> {
                    List<String> told = new ArrayList<>();
                    for (RestoreStep step : todo) {
                        told.add(step.apply(tx, now, actor));
                    }
                    return told;
                });
            }
            Files.deleteIfExists(folder);
            Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
            return report(manifest, done);
        } catch (IOException e) {
            throw new PkiException(PkiReason.BACKUP_FILE_UNUSABLE, String.valueOf(e.getMessage()), e);
        } finally {
            deleteQuietly(staging);
        }
    }

    private static Report report(Manifest manifest, List<String> done) {
        return new Report(Instant.ofEpochMilli(manifest.madeAt()), manifest.program(), manifest.files(), done);
    }

    private static void requireEmpty(Path folder) throws PkiException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new PkiException(PkiReason.RESTORE_TARGET_IN_USE, folder.toString());
            }
        } catch (IOException e) {
            throw new PkiException(PkiReason.BACKUP_FILE_UNUSABLE, folder.toString(), e);
        }
    }

    static void ownersAlone(Path path, String rights) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // It is named so that nobody takes it for a service's folder; the next restore removes it.
            return;
        }
    }

    /** Whether this program has all the migrations of a backup's day. */
    static MigrationSet migrationsOf(Manifest manifest, MigrationSet here) throws PkiException {
        return here.only(manifest.migrations())
                .orElseThrow(() -> new PkiException(
                        PkiReason.BACKUP_TOO_NEW, "version " + manifest.program() + " made it, with another schema"));
    }

    private record CheckOnly(MigrationSet here, BackupProgress progress) implements BackupReader.Receiver {
        @Override
        public void manifest(Manifest manifest) throws PkiException {
            migrationsOf(manifest, here);
        }

        @Override
        public void file(String name, InputStream content) throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public void row(Manifest.Table table, JsonNode row) {
            // Its shape was looked at already.
        }

        @Override
        public void tableEnds(Manifest.Table table, long rows) {
            progress.table(table.name(), rows);
        }
    }
}
