package org.lanyard.pki.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.HandleCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a SQLite file: takes the units that wait, runs each within a savepoint, commits once (one fsync for all),
 * and only then tells the callers. While the disk is at work, the next units gather.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** Bounds how long the first of a group waits for the last. */
    private static final int MOST = 64;

    private final SqliteFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Unit<?, ?>> waiting = new ArrayDeque<>();
    private final Thread thread;
    private boolean idle;
    private boolean closed;
    /** The writer thread's own; null after a failure, until the next batch opens another. */
    private SqliteConnection connection;

    GroupCommit(SqliteFile file, SqliteConnection connection) {
        this.file = file;
        this.connection = connection;
        this.thread = new Thread(this::write, "store-writer");
        // Keeps no JVM alive: what was not acknowledged may be lost.
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    <T, X extends Exception> T transact(HandleCallback<T, X> callback) throws X {
        if (Thread.currentThread() == thread) {
            throw new StoreException(StoreReason.MISUSE, "a unit within a unit", "", null);
        }
        Unit<T, X> unit = new Unit<>(callback);
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(StoreReason.CLOSED, "the store is closed", "", null);
            }
            waiting.add(unit);
            if (idle) {
                idle = false;
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        return unit.await();
    }

    private void write() {
        List<Unit<?, ?>> batch = new ArrayList<>(MOST);
        while (take(batch)) {
            try {
                commit(batch);
            } catch (SQLException e) {
                abandon(batch, StoreException.of("the units were not committed", e));
            } catch (RuntimeException | Error e) {
                abandon(batch, new StoreException(StoreReason.OUTCOME_UNKNOWN, "the writer failed", "", e));
            }
            batch.forEach(Unit::complete);
            batch.clear();
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** Waits for work; false once closed and drained. */
    private boolean take(List<Unit<?, ?>> batch) {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (closed) {
                    return false;
                }
                idle = true;
                work.awaitUninterruptibly();
            }
            idle = false;
            while (batch.size() < MOST && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Unit<?, ?>> batch) throws SQLException {
        if (connection == null) {
            connection = new SqliteConnection(file.writer());
        }
        // BEGIN IMMEDIATE: the file's lock is taken here, not in the middle of a unit.
        connection.connection().setAutoCommit(false);
        if (batch.size() == 1) {
            if (!batch.get(0).run(connection.handle())) {
                connection.tidy();
                connection.connection().rollback();
            }
        } else {
            runAll(batch);
        }
        connection.tidy();
        connection.connection().setAutoCommit(true);
    }

    private void runAll(List<Unit<?, ?>> batch) throws SQLException {
        try (Statement savepoint = connection.connection().createStatement()) {
            for (Unit<?, ?> unit : batch) {
                savepoint.execute("SAVEPOINT unit");
                if (!unit.run(connection.handle())) {
                    connection.tidy();
                    // Fails if SQLite gave the whole transaction up (disk full, I/O error): then nothing of it is
                    // committed.
                    savepoint.execute("ROLLBACK TO unit");
                }
                savepoint.execute("RELEASE unit");
            }
        }
    }

    /** Nothing of this batch is acknowledged; the connection's state is unknown, so it goes (which rolls back). */
    private void abandon(List<Unit<?, ?>> batch, StoreException why) {
        LOG.error("{} unit(s) not committed: {}", batch.size(), why.getMessage());
        if (connection != null) {
            connection.close();
            connection = null;
        }
        for (Unit<?, ?> unit : batch) {
            if (!unit.failed()) {
                unit.fail(why);
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
