package org.lanyard.pki.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.store.MigrationSet;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

/** A service's folder beside a store, and a place for backups, all in a temporary folder. */
final class BackupPlace {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final String[] MODULES = {"pki"};

    final Path service;
    final Path file;
    final Path restored;
    private final Path folder;

    BackupPlace(Path folder) throws IOException {
        this.folder = folder;
        service = Files.createDirectory(folder.resolve("service"));
        file = folder.resolve("lanyard.backup");
        restored = folder.resolve("restored");
        Files.write(service.resolve("master.key"), new byte[] {1, 2, 3, (byte) 0xff});
        Files.createDirectories(service.resolve("authority"));
        Files.writeString(service.resolve("authority/issuing.p12"), "key", StandardCharsets.UTF_8);
        Files.writeString(service.resolve("authority/root.p12"), "root", StandardCharsets.UTF_8);
        Files.writeString(service.resolve("lanyard.toml"), "zone = \"Europe/London\"\n", StandardCharsets.UTF_8);
    }

    BackupKey passphrase(String text) throws IOException {
        Path secret = Files.createTempFile(
                folder, "pass", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, text + "\n", StandardCharsets.UTF_8);
        return new BackupKey.OfPassphrase(new Passphrase.FromFile(secret), new SecureRandom());
    }

    Backup.Report backup(Store store, BackupKey key) throws PkiException {
        return new Backup(store, MigrationSet.of(MODULES), "1.0", BackupProgress.SILENT)
                .write(service, name -> !name.endsWith("root.p12"), file, key, NOW);
    }

    Restore.Report restore(Optional<StoreConfig> elsewhere, BackupKey key, RestoreStep... steps) throws PkiException {
        return new Restore(MODULES, folder -> List.of(steps), BackupProgress.SILENT)
                .into(restored, "lanyard.db", elsewhere, file, key, NOW.plusSeconds(3600), "cli:admin");
    }

    /** Every row of every table as text, in the order of the text. */
    static Map<String, List<String>> content(Store store) throws SQLException {
        return store.<Map<String, List<String>>, SQLException>read(handle -> {
            Map<String, List<String>> content = new TreeMap<>();
            for (Map.Entry<String, List<Column>> table :
                    Tables.of(handle.getConnection()).entrySet()) {
                List<String> rows = new ArrayList<>();
                try (var select = handle.getConnection().prepareStatement("SELECT * FROM " + table.getKey());
                        ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        StringBuilder row = new StringBuilder();
                        for (Column column : table.getValue()) {
                            byte[] bytes = column.kind() == Column.Kind.BYTES ? found.getBytes(column.name()) : null;
                            row.append(column.name())
                                    .append('=')
                                    .append(
                                            bytes == null
                                                    ? found.getString(column.name())
                                                    : java.util.HexFormat.of().formatHex(bytes))
                                    .append(';');
                        }
                        rows.add(row.toString());
                    }
                }
                rows.sort(null);
                content.put(table.getKey(), rows);
            }
            return content;
        });
    }
}
