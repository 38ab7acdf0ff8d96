package org.lanyard.pki.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.store.MigrationSet;
import org.lanyard.pki.store.Store;

/** Makes a backup beside the running service: one moment of the store, and the files of the folder. */
public final class Backup {
    static final String MANIFEST = "manifest.json";
    static final String FILES = "files/";
    static final String TABLES = "store/";
    static final String END = "end.json";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int FETCHED = 1_000;

    private final Store store;
    private final MigrationSet migrations;
    private final String program;
    private final BackupProgress progress;

    /**
     * @param migrations what the store's schema is made of
     * @param program the version of this program
     * @param progress is told what is done
     */
    public Backup(Store store, MigrationSet migrations, String program, BackupProgress progress) {
        this.store = store;
        this.migrations = migrations;
        this.program = program;
        this.progress = progress;
    }

    /**
     * What was put away.
     *
     * @param files their paths, relative to the folder
     * @param rows how many, by table
     */
    public record Report(Instant madeAt, List<String> files, Map<String, Long> rows) {
        public Report {
            files = List.copyOf(files);
            rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        }
    }

    /**
     * Writes a backup; a file of that name appears only when it is whole and on the disk.
     *
     * @param folder the service's
     * @param wanted which files of it, by path relative to it
     * @throws PkiException BACKUP_FILE_UNUSABLE if the file is there already or cannot be written; as
     *     {@link BackupKey#encrypting}
     */
    public Report write(Path folder, Predicate<String> wanted, Path file, BackupKey key, Instant now)
            throws PkiException {
        if (Files.exists(file)) {
            throw new PkiException(PkiReason.BACKUP_FILE_UNUSABLE, file + " is there already");
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            FolderFiles files = FolderFiles.in(
                    folder, wanted.and(name -> !folder.resolve(name).equals(part)));
            Report report;
            try (FileChannel channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                    ownersAlone(part))) {
                // The encrypting channel closes what it writes to; the bytes have to be on the disk before the name is.
                try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(
                        Channels.newOutputStream(key.encrypting(new Unclosed(channel))), 1 << 16))) {
                    report = store.<Report, Exception>snapshot(handle -> write(handle, files, now, zip));
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return report;
        } catch (PkiException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PkiException(PkiReason.BACKUP_FILE_UNUSABLE, String.valueOf(e.getMessage()), e);
        } finally {
            part.toFile().delete();
        }
    }

    private static FileAttribute<?>[] ownersAlone(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private Report write(Handle handle, FolderFiles files, Instant now, ZipOutputStream zip)
            throws SQLException, IOException {
        Map<String, List<Column>> tables = Tables.of(handle.getConnection());
        List<String> names = new ArrayList<>();
        files.names().forEach(names::add);
        List<Manifest.Table> told = new ArrayList<>();
        tables.forEach((name, columns) -> told.add(new Manifest.Table(
                name,
                columns.stream().map(Column::name).toList(),
                columns.stream().map(column -> column.kind().name()).toList())));
        entry(zip, MANIFEST);
        zip.write(JSON.writeValueAsBytes(
                new Manifest(Manifest.FORMAT, program, now.toEpochMilli(), migrations.fingerprints(), names, told)));
        for (String name : names) {
            entry(zip, FILES + name);
            files.copy(name, zip);
        }
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
            entry(zip, TABLES + table.getKey());
            rows.put(table.getKey(), table(handle, table.getKey(), table.getValue(), zip));
        }
        entry(zip, END);
        zip.write(JSON.writeValueAsBytes(rows));
        zip.closeEntry();
        return new Report(now, names, rows);
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(name));
    }

    /** One array of JSON a line, one line a row. */
    private long table(Handle handle, String table, List<Column> columns, OutputStream out)
            throws SQLException, IOException {
        String sql =
                "SELECT " + String.join(", ", columns.stream().map(Column::name).toList()) + " FROM " + table;
        long count = 0;
        try (PreparedStatement select = handle.getConnection().prepareStatement(sql)) {
            select.setFetchSize(FETCHED);
            try (ResultSet rows = select.executeQuery();
                    JsonGenerator json = JSON.createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setRootValueSeparator(null);
                while (rows.next()) {
                    json.writeStartArray();
                    for (int i = 0; i < columns.size(); i++) {
                        columns.get(i).write(rows, i + 1, json);
                    }
                    json.writeEndArray();
                    json.writeRaw('\n');
                    progress.rows(table, ++count);
                }
            }
        }
        progress.table(table, count);
        return count;
    }
}
