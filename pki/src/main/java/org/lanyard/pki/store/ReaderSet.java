package org.lanyard.pki.store;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.HandleCallback;

/**
 * The connections that read a SQLite file, each with its handle and statements kept. The last one given back is taken first,
 * so that its pages are still warm. Plainer than a pool: these connections have no network under them that could go away.
 */
final class ReaderSet implements AutoCloseable {
    private static final long WAIT_SECONDS = 10;

    private final SqliteFile file;
    private final int most;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<SqliteConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ReaderSet(SqliteFile file, int most) {
        this.file = file;
        this.most = most;
        this.permits = new Semaphore(most);
    }

    <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        SqliteConnection connection = take();
        boolean whole = false;
        try {
            T result = work.withHandle(connection.handle());
            whole = true;
            return result;
        } finally {
            give(connection, whole);
        }
    }

    /** A read transaction: SQLite fixes what it sees at its first statement. */
    <T, X extends Exception> T snapshot(HandleCallback<T, X> work) throws X {
        try (SqliteConnection connection = new SqliteConnection(file.reader())) {
            connection.handle().execute("BEGIN DEFERRED");
            try {
                return work.withHandle(connection.handle());
            } finally {
                connection.handle().execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw StoreException.of("the store's file cannot be opened", e);
        }
    }

    private SqliteConnection take() {
        if (!permits.tryAcquire() && !await()) {
            throw new StoreException(
                    StoreReason.BUSY, "no reader came free", "Raise the store's number of readers.", null);
        }
        try {
            if (closed) {
                throw new StoreException(StoreReason.CLOSED, "the store is closed", "", null);
            }
            SqliteConnection connection = idle.pollFirst();
            return connection == null ? new SqliteConnection(file.reader()) : connection;
        } catch (SQLException e) {
            permits.release();
            throw StoreException.of("the store's file cannot be opened", e);
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    private boolean await() {
        try {
            return permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** After an exception the connection may be in any state: it is not worth keeping. */
    private void give(SqliteConnection connection, boolean whole) {
        boolean keep = whole && !closed;
        try {
            connection.tidy();
        } catch (SQLException e) {
            keep = false;
        }
        if (keep) {
            idle.offerFirst(connection);
        } else {
            connection.close();
        }
        permits.release();
    }

    @Override
    public void close() {
        closed = true;
        // Whoever still reads gives its connection back first.
        permits.acquireUninterruptibly(most);
        idle.forEach(SqliteConnection::close);
        idle.clear();
        permits.release(most);
    }
}
