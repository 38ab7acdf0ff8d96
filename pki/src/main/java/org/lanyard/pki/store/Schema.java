package org.lanyard.pki.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date with Flyway, and remembers in the table {@code schema_mark} for which files that was done:
 * Flyway's own look costs some 300 ms at each start, comparing one row a folder costs one.
 */
final class Schema {
    private final Engine engine;
    private final Map<String, String> checksums = new TreeMap<>();
    private final List<String> locations = new ArrayList<>();

    Schema(Engine engine, String... migrations) {
        this.engine = engine;
        for (String name : migrations) {
            checksums.put(name, MigrationFiles.checksum(name));
            locations.add("classpath:" + MigrationFiles.folder(name));
        }
    }

    /** Of the files in a folder; the store has to be empty, and no marks are set, so that the next to open it looks for what is newer. */
    Schema(Engine engine, Path folder) {
        this.engine = engine;
        locations.add("filesystem:" + folder);
    }

    /** Whether Flyway finished with exactly these files; a store that has no marks yet isn't current. */
    boolean isCurrent(Connection connection) throws SQLException {
        if (checksums.isEmpty()) {
            requireEmpty(connection);
            return false;
        }
        try (var find = connection.prepareStatement(
                        engine == Engine.SQLITE
                                ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_mark'"
                                : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_mark'");
                var found = find.executeQuery()) {
            if (!found.next()) {
                return false;
            }
        }
        Map<String, String> marks = new TreeMap<>();
        try (var select = connection.prepareStatement("SELECT name, checksum FROM schema_mark");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                marks.put(rows.getString(1), rows.getString(2));
            }
        }
        return marks.entrySet().containsAll(checksums.entrySet());
    }

    private void requireEmpty(Connection connection) throws SQLException {
        try (var find = connection.prepareStatement(
                        engine == Engine.SQLITE
                                ? "SELECT 1 FROM sqlite_master"
                                : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema()");
                var found = find.executeQuery()) {
            if (found.next()) {
                throw new StoreException(
                        StoreReason.NOT_EMPTY, "the database has tables", "Name one that is empty.", null);
            }
        }
    }

    /** Runs Flyway, then sets the marks. Two nodes may do this at once: Flyway takes turns by a lock in the database. */
    void migrate(DataSource source) throws SQLException {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .loggers("slf4j")
                    .dataSource(source)
                    .locations(locations.toArray(String[]::new))
                    .table("schema_history")
                    .placeholders(engine.placeholders())
                    // Each module numbers its own files, and a command may open the store with one module's alone.
                    .outOfOrder(true)
                    .ignoreMigrationPatterns("*:missing", "*:future")
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failed(e);
        }
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_mark (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)");
            try (var mark = connection.prepareStatement("INSERT INTO schema_mark (name, checksum) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum")) {
                for (Map.Entry<String, String> entry : checksums.entrySet()) {
                    mark.setString(1, entry.getKey());
                    mark.setString(2, entry.getValue());
                    mark.executeUpdate();
                }
            }
        }
    }

    private static StoreException failed(FlywayException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                StoreReason reason = SqlStates.reason(sql);
                if (reason != StoreReason.STATEMENT && reason != StoreReason.CONSTRAINT) {
                    return StoreException.of("the schema could not be brought up to date", sql);
                }
                break;
            }
        }
        return new StoreException(
                StoreReason.MIGRATION,
                "the schema could not be brought up to date",
                SqlStates.hint(StoreReason.MIGRATION),
                failure);
    }
}
