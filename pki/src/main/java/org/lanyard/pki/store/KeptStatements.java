package org.lanyard.pki.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/** Lets JDBI's own statements come out of the connection's {@link StatementCache}. */
final class KeptStatements extends DefaultStatementBuilder {
    private final StatementCache cache;

    KeptStatements(StatementCache cache) {
        this.cache = cache;
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        if (context.isReturningGeneratedKeys() || context.isConcurrentUpdatable()) {
            return super.create(connection, sql, context);
        }
        return cache.take(connection, sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared) {
            cache.give(prepared);
        } else {
            statement.close();
        }
    }
}
