package org.lanyard.pki.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection with the handle and the prepared statements that stay with it. */
final class SqliteConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteConnection.class);

    private final Connection connection;
    private final StatementCache statements;
    private final Handle handle;

    SqliteConnection(Connection connection) {
        this.connection = connection;
        Jdbi jdbi = Jdbis.settled(Jdbi.create(connection));
        this.statements = jdbi.getConfig(StatementCache.class).keep();
        this.handle = jdbi.open();
        handle.setStatementBuilder(new KeptStatements(statements));
    }

    Handle handle() {
        return handle;
    }

    Connection connection() {
        return connection;
    }

    /** Ends what a unit left open. */
    void tidy() throws SQLException {
        statements.endAll();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Of no more use; what it held uncommitted is gone either way.
            LOG.debug("a connection could not be closed: {}", SqlStates.label(e));
        }
    }
}
