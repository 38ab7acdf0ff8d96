package org.lanyard.pki.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Opening a store")
class StoreOpeningTest {
    private static final String SECRET = "correct-horse";

    @TempDir
    Path folder;

    private static StoreException refused(StoreConfig config) {
        StoreException refused = assertThrows(StoreException.class, () -> Store.open(config, "pki"));
        StringWriter all = new StringWriter();
        refused.printStackTrace(new PrintWriter(all));
        assertFalse(all.toString().contains(SECRET), "the password is in the exception");
        assertFalse(refused.hint().isEmpty());
        return refused;
    }

    @Nested
    @DisplayName("that is up to date")
    class Current {
        @StoreTest
        @DisplayName("leaves Flyway aside; and runs it when the files are others than they were")
        void mark(TestStore test) {
            test.store().transact(tx -> Sql.update(tx, "DELETE FROM schema_history"));
            test.another().transact(tx -> Sql.update(tx, "UPDATE schema_mark SET checksum = 'other'"));
            StoreException ran = assertThrows(StoreException.class, test::another);
            assertEquals(StoreReason.MIGRATION, ran.reason());
        }

        @StoreTest
        @DisplayName("takes in another module's files later")
        void another(TestStore test) {
            test.store();
            try (Store wider = Store.open(test.config(), "pki", "signin")) {
                wider.transact(tx -> Sql.update(tx, "INSERT INTO m_parent (id) VALUES ('x')"));
            }
            test.another().transact(tx -> Sql.update(tx, "INSERT INTO m_parent (id) VALUES ('y')"));
        }
    }

    @Test
    @DisplayName("for the first time by several at once makes one schema")
    void together() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String id = "n" + i;
            all.add(threads.submit(() -> {
                start.await();
                try (Store store = Store.open(StoreConfig.sqlite(folder.resolve("new.db")), "pki", "signin")) {
                    return store.transact(tx -> Sql.update(tx, "INSERT INTO m_parent (id) VALUES (?)", id));
                }
            }));
        }
        for (Future<Integer> one : all) {
            assertEquals(1, one.get());
        }
        threads.shutdown();
    }

    @Test
    @DisplayName("that is no database says so")
    void noDatabase() throws Exception {
        Path file = Files.writeString(folder.resolve("x.db"), "this is a letter, not a database\n".repeat(100));
        StoreException refused = refused(StoreConfig.sqlite(file));
        assertEquals(StoreReason.CORRUPT, refused.reason());
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }

    @Test
    @DisplayName("whose pages are damaged says so when they are met")
    void damaged() throws Exception {
        Path file = folder.resolve("x.db");
        try (Store store = Store.open(StoreConfig.sqlite(file), "pki", "signin")) {
            SignInUnit.fill(store);
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(4096L * 10);
            bytes.write(new byte[(int) (bytes.length() - 4096L * 10)]);
        }
        StoreException refused = assertThrows(StoreException.class, () -> {
            try (Store store = Store.open(StoreConfig.sqlite(file), "pki", "signin")) {
                store.read(h -> Sql.list(h, "SELECT * FROM m_card NOT INDEXED", row -> row.getString(1)));
            }
        });
        assertEquals(StoreReason.CORRUPT, refused.reason());
        assertTrue(refused.hint().contains("backup"), refused.hint());
    }

    @Test
    @DisplayName("in a folder that is not there says so")
    void noFolder() {
        StoreException refused = refused(StoreConfig.sqlite(folder.resolve("none/x.db")));
        assertEquals(StoreReason.UNREACHABLE, refused.reason());
    }

    @Test
    @DisplayName("where nobody listens says so, without the password")
    void nobody() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        StoreException refused =
                refused(new StoreConfig("jdbc:postgresql://localhost:" + port + "/x?ssl=false", "u", SECRET, 2));
        assertEquals(StoreReason.UNREACHABLE, refused.reason());
        assertFalse(refused.getMessage().contains("?"), refused.getMessage());
    }

    @StoreTest(engines = Engine.POSTGRESQL)
    @DisplayName("that the server does not have, or for a user that it does not know, says so")
    void unknown(TestStore test) {
        String url = test.config().url();
        assertEquals(
                StoreReason.UNREACHABLE,
                refused(new StoreConfig(url + "_no", "postgres", SECRET, 2)).reason());
        assertEquals(
                StoreReason.REFUSED,
                refused(new StoreConfig(url, "nobody", SECRET, 2)).reason());
    }

    @Test
    @DisplayName("is refused a password in its URL, an unknown engine, a memory store, no reader")
    void configuration() {
        for (String url : List.of(
                "jdbc:postgresql://h/d?password=x", "jdbc:h2:mem:x", "jdbc:sqlite:", "sqlite:x", "jdbc:postgresql:")) {
            assertThrows(IllegalArgumentException.class, () -> new StoreConfig(url, "", "", 1), url);
        }
        assertThrows(IllegalArgumentException.class, () -> new StoreConfig("jdbc:sqlite:x", "", "", 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Store.open(new StoreConfig("jdbc:sqlite::memory:", "", "", 1), "pki"));
        assertFalse(new StoreConfig("jdbc:sqlite:x", "u", SECRET, 1).toString().contains(SECRET));
    }
}
