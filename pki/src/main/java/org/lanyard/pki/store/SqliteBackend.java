package org.lanyard.pki.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;

/** SQLite: one writer with group commit, some readers. */
final class SqliteBackend implements Backend {
    private final GroupCommit writer;
    private final ReaderSet readers;

    private SqliteBackend(GroupCommit writer, ReaderSet readers) {
        this.writer = writer;
        this.readers = readers;
    }

    static SqliteBackend open(StoreConfig config, Schema schema) {
        SqliteFile file = new SqliteFile(config);
        file.create();
        try {
            Connection connection = file.writer();
            try {
                if (!schema.isCurrent(connection)) {
                    file.alone(() -> {
                        if (!schema.isCurrent(connection)) {
                            schema.migrate(file.source());
                        }
                    });
                }
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            GroupCommit writer = new GroupCommit(file, new SqliteConnection(connection));
            writer.start();
            return new SqliteBackend(writer, new ReaderSet(file, config.readers()));
        } catch (SQLException e) {
            throw StoreException.of("the store cannot be opened at " + config.place(), e);
        }
    }

    @Override
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return readers.read(work);
    }

    /** On a connection of its own: while it lasts, the write-ahead log keeps what it sees. */
    @Override
    public <T, X extends Exception> T snapshot(HandleCallback<T, X> work) throws X {
        return readers.snapshot(work);
    }

    @Override
    public <T, X extends Exception> T transact(HandleCallback<T, X> work) throws X {
        return writer.transact(work);
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
