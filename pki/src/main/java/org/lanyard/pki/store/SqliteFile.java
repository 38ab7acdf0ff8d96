package org.lanyard.pki.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** One SQLite file and how connections to it are set up. */
final class SqliteFile {
    static final int BUSY_MILLIS = 10_000;
    /** Pages in the write-ahead log before a commit moves them to the file: 32 MiB, so that hot pages are moved once. */
    private static final int CHECKPOINT_PAGES = 8_000;

    private static final int LOG_BYTES = 64 << 20;
    private static final int WRITER_CACHE_KIB = 8_192;
    private static final int READER_CACHE_KIB = 2_048;

    private final String url;
    private final Path file;

    SqliteFile(StoreConfig config) {
        this.url = config.url();
        this.file = path(url.substring(Engine.SQLITE.prefix().length()));
    }

    private static Path path(String name) {
        if (name.startsWith(":") || name.startsWith("file:") || name.contains("?")) {
            throw new IllegalArgumentException("a SQLite store is a plain file: jdbc:sqlite:/path/to/file");
        }
        return Path.of(name);
    }

    /** Makes an empty file that only its owner may read, before SQLite would make one that others may. */
    void create() {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // The usual case: a store that is there already.
        } catch (IOException e) {
            throw new StoreException(
                    StoreReason.UNREACHABLE,
                    "the store's file cannot be made: " + file,
                    "Check that its folder is there and belongs to the service's user.",
                    e);
        }
    }

    /**
     * Runs one at a time among all processes that open this file: Flyway has no lock of its own on SQLite. The lock's file
     * stays; taking it away would let two hold it.
     */
    void alone(SqlRunnable work) throws SQLException {
        Path lock = Path.of(file + "-schema-lock");
        synchronized (SqliteFile.class) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid()) {
                    work.run();
                }
            } catch (IOException e) {
                throw new StoreException(
                        StoreReason.UNREACHABLE,
                        "the store's folder cannot be written: " + lock,
                        "Check that the folder belongs to the service's user.",
                        e);
            }
        }
    }

    /** Something that speaks SQL. */
    @FunctionalInterface
    interface SqlRunnable {
        void run() throws SQLException;
    }

    /** Write-ahead log, a commit returns when the disk has it; used by one thread at a time. */
    Connection writer() throws SQLException {
        SQLiteConfig config = common();
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        // What is erased (a subject's key, above all) is overwritten, not only forgotten.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "on");
        return connect(config);
    }

    /**
     * The first to come turns the write-ahead log on, and SQLite refuses whoever comes during that moment at once: its busy
     * timeout does not cover it.
     */
    private Connection connect(SQLiteConfig config) throws SQLException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
        while (true) {
            try {
                return config.createConnection(url);
            } catch (SQLException e) {
                if (SqlStates.reason(e) != StoreReason.BUSY || System.nanoTime() > until) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    Connection reader() throws SQLException {
        SQLiteConfig config = common();
        config.setCacheSize(-READER_CACHE_KIB);
        Connection connection = connect(config);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
        return connection;
    }

    SQLiteDataSource source() {
        SQLiteDataSource source = new SQLiteDataSource(common());
        source.setUrl(url);
        return source;
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // Each INSERT would otherwise be matched against a pattern, and followed by a query for the last row id.
        config.setGetGeneratedKeys(false);
        // A connection has one thread at a time here: SQLite's own mutexes are for nothing.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config;
    }
}
