package org.lanyard.pki.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.config.JdbiConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepared statements kept on one connection, since sqlite-jdbc compiles the text anew at each prepareStatement. Not for two
 * threads at once, as the connection isn't. The instance that JDBI makes by itself (PostgreSQL, whose driver keeps statements
 * of its own) passes everything through.
 */
public final class StatementCache implements JdbiConfig<StatementCache> {
    /** Each statement's text at TRACE, never a value. A name of its own: it is too much for whoever traces the rest. */
    private static final Logger STATEMENTS = LoggerFactory.getLogger("lanyard.sql");

    private static final int MOST = 256;

    private boolean keeps;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();
    private final Map<PreparedStatement, String> taken = new IdentityHashMap<>();

    /** Keeps nothing: what JDBI makes by itself. */
    public StatementCache() {}

    /** From now on keeps statements, for the one connection that it is used with. */
    StatementCache keep() {
        keeps = true;
        return this;
    }

    PreparedStatement take(Connection connection, String sql) throws SQLException {
        STATEMENTS.trace(sql);
        if (!keeps) {
            return connection.prepareStatement(sql);
        }
        PreparedStatement statement = idle.remove(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        taken.put(statement, sql);
        return statement;
    }

    /** Takes a statement back; what was bound to it is let go at once, since it may be secret or large. */
    void give(PreparedStatement statement) throws SQLException {
        String sql = keeps ? taken.remove(statement) : null;
        if (sql == null || !cleared(statement)) {
            statement.close();
            return;
        }
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > MOST) {
            Iterator<PreparedStatement> eldest = idle.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
    }

    /**
     * False for a statement that failed: sqlite-jdbc has ended it within, though it does not call it closed.
     *
     * <p>Not by clearParameters(): sqlite3_clear_bindings() has a statement whose plan might depend on a value compiled anew at
     * its next run, which costs a join 10 µs and more. SQLite keeps its own copy of a value until the next is bound.
     */
    private static boolean cleared(PreparedStatement statement) {
        try {
            int count = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= count; i++) {
                statement.setNull(i, Types.NULL);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends what a unit left open: an open cursor would hold the write-ahead log back. */
    void endAll() throws SQLException {
        if (!taken.isEmpty()) {
            for (PreparedStatement statement : taken.keySet()) {
                statement.close();
            }
            taken.clear();
        }
    }

    /** The same: it belongs to the connection, not to the configuration. */
    @Override
    public StatementCache createCopy() {
        return this;
    }
}
