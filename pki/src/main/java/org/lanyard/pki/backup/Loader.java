package org.lanyard.pki.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.MigrationSet;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.pki.store.StoreException;
import org.lanyard.pki.store.StoreReason;

/** Takes what is in a backup into a new store and a new folder. */
final class Loader implements BackupReader.Receiver, AutoCloseable {
    private static final int ROWS_A_UNIT = 2_000;

    private final StoreConfig config;
    private final MigrationSet migrations;
    private final Path folder;
    private final BackupProgress progress;
    private final List<JsonNode> waiting = new ArrayList<>();
    private Store store;
    private Map<String, List<Column>> tables;
    private long count;

    Loader(StoreConfig config, MigrationSet migrations, Path folder, BackupProgress progress) {
        this.config = config;
        this.migrations = migrations;
        this.folder = folder;
        this.progress = progress;
    }

    @Override
    public void manifest(Manifest manifest) throws PkiException, IOException {
        MigrationSet then = Restore.migrationsOf(manifest, migrations);
        try {
            store = Store.openAt(config, then);
        } catch (StoreException e) {
            if (e.reason() == StoreReason.NOT_EMPTY) {
                throw new PkiException(PkiReason.RESTORE_TARGET_IN_USE, e.getMessage(), e);
            }
            throw e;
        }
        tables = read(Tables::of);
        List<Manifest.Table> here = new ArrayList<>();
        tables.forEach((name, columns) -> here.add(new Manifest.Table(
                name,
                columns.stream().map(Column::name).toList(),
                columns.stream().map(column -> column.kind().name()).toList())));
        if (!here.equals(manifest.tables())) {
            throw new PkiException(PkiReason.BACKUP_DAMAGED, "its tables are not those of its schema");
        }
        // What the migrations themselves put in is in the backup too, as it was on its day.
        List<String> filled = new ArrayList<>(tables.keySet());
        Collections.reverse(filled);
        store.transact(tx -> {
            filled.forEach(table -> tx.execute("DELETE FROM " + table));
            return null;
        });
    }

    @Override
    public void file(String name, InputStream content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        for (Path parent = file.getParent(); !parent.equals(folder); parent = parent.getParent()) {
            Restore.ownersAlone(parent, "rwx------");
        }
        Files.createFile(file);
        Restore.ownersAlone(file, "rw-------");
        try (var out = Files.newOutputStream(file)) {
            content.transferTo(out);
        }
    }

    @Override
    public void row(Manifest.Table table, JsonNode row) throws PkiException, IOException {
        waiting.add(row);
        progress.rows(table.name(), ++count);
        if (waiting.size() == ROWS_A_UNIT) {
            insert(table.name());
        }
    }

    @Override
    public void tableEnds(Manifest.Table table, long rows) throws PkiException, IOException {
        insert(table.name());
        if (store.engine() == Engine.POSTGRESQL) {
            store.<Void, PkiException>transact(tx -> {
                moveSequences(tx, table.name());
                return null;
            });
        }
        count = 0;
        progress.table(table.name(), rows);
    }

    private void insert(String table) throws PkiException, IOException {
        if (waiting.isEmpty()) {
            return;
        }
        List<Column> columns = tables.get(table);
        String sql = "INSERT INTO " + table + " ("
                + String.join(", ", columns.stream().map(Column::name).toList()) + ")"
                // An id that the database would give out itself is one that other rows speak of.
                + (store.engine() == Engine.POSTGRESQL ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try {
            store.<Void, Exception>transact(tx -> {
                try (PreparedStatement insert = tx.getConnection().prepareStatement(sql)) {
                    for (JsonNode row : waiting) {
                        for (int i = 0; i < columns.size(); i++) {
                            columns.get(i).bind(insert, i + 1, row.get(i));
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                return null;
            });
        } catch (SQLException e) {
            throw failed(table, e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        waiting.clear();
    }

    /** The next id that PostgreSQL gives out comes after all that were put back. */
    private static void moveSequences(Handle tx, String table) throws PkiException {
        try {
            List<String> counted = new ArrayList<>();
            try (ResultSet columns = tx.getConnection()
                    .getMetaData()
                    .getColumns(null, tx.getConnection().getSchema(), table, "%")) {
                while (columns.next()) {
                    if (columns.getString("TABLE_NAME").equals(table)
                            && columns.getString("IS_AUTOINCREMENT").equals("YES")) {
                        counted.add(columns.getString("COLUMN_NAME"));
                    }
                }
            }
            for (String column : counted) {
                tx.execute(
                        "SELECT setval(pg_get_serial_sequence(?, ?), (SELECT COALESCE(MAX(" + column + "), 0) + 1 FROM "
                                + table + "), false)",
                        table,
                        column);
            }
        } catch (SQLException e) {
            throw failed(table, e);
        }
    }

    private static PkiException failed(String where, SQLException e) {
        return new PkiException(
                PkiReason.BACKUP_DAMAGED, "a row does not fit " + where + " (error " + e.getErrorCode() + ")", e);
    }

    /** A question about the schema. */
    @FunctionalInterface
    private interface Question {
        Map<String, List<Column>> ask(Connection connection) throws SQLException;
    }

    private Map<String, List<Column>> read(Question question) throws PkiException {
        try {
            return store.<Map<String, List<Column>>, SQLException>read(handle -> question.ask(handle.getConnection()));
        } catch (SQLException e) {
            throw failed("the schema", e);
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
