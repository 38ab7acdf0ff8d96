package org.lanyard.pki.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Plain statements on a unit's handle, for the hot path: the statement is kept on the connection, and nothing is parsed or
 * copied, which JDBI does for each. Arguments are bound in order; what may be bound: String, Long, Integer, Boolean (as 0/1),
 * byte[], UUID (as TEXT), Instant (as epoch milliseconds), Enum (as its name) and null.
 *
 * <p>Failures come as {@link StoreException}; the messages hold no values.
 */
public final class Sql {
    private static final String FAILED = "a statement failed";

    private Sql() {}

    /** Runs INSERT, UPDATE or DELETE and returns how many rows it touched. */
    public static int update(Handle handle, String sql, Object... arguments) {
        StatementCache cache = handle.getConfig(StatementCache.class);
        try {
            PreparedStatement statement = cache.take(handle.getConnection(), sql);
            try {
                bind(statement, arguments);
                return statement.executeUpdate();
            } finally {
                cache.give(statement);
            }
        } catch (SQLException e) {
            throw StoreException.of(FAILED, e);
        }
    }

    /** Runs one INSERT, UPDATE or DELETE for each row of arguments, with one exchange for all where the engine is away. */
    public static void batch(Handle handle, String sql, List<Object[]> rows) {
        StatementCache cache = handle.getConfig(StatementCache.class);
        try {
            PreparedStatement statement = cache.take(handle.getConnection(), sql);
            try {
                for (Object[] arguments : rows) {
                    bind(statement, arguments);
                    statement.addBatch();
                }
                statement.executeBatch();
            } finally {
                cache.give(statement);
            }
        } catch (SQLException e) {
            throw StoreException.of(FAILED, e);
        }
    }

    /**
     * The first row, if there is one.
     *
     * @throws StoreException STATEMENT also if there are two: a query for one names it by a key
     */
    public static <T> Optional<T> one(Handle handle, String sql, Row<T> row, Object... arguments) {
        StatementCache cache = handle.getConfig(StatementCache.class);
        try {
            PreparedStatement statement = cache.take(handle.getConnection(), sql);
            try {
                bind(statement, arguments);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    T found = row.read(rows);
                    if (rows.next()) {
                        throw new StoreException(StoreReason.STATEMENT, "more than one row", "", null);
                    }
                    return Optional.of(found);
                }
            } finally {
                cache.give(statement);
            }
        } catch (SQLException e) {
            throw StoreException.of(FAILED, e);
        }
    }

    /** All rows, in the order of the query; bound it with LIMIT where the table may be long. */
    public static <T> List<T> list(Handle handle, String sql, Row<T> row, Object... arguments) {
        StatementCache cache = handle.getConfig(StatementCache.class);
        try {
            PreparedStatement statement = cache.take(handle.getConnection(), sql);
            try {
                bind(statement, arguments);
                List<T> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(row.read(rows));
                    }
                }
                return found;
            } finally {
                cache.give(statement);
            }
        } catch (SQLException e) {
            throw StoreException.of(FAILED, e);
        }
    }

    /** A time column that may be NULL. */
    public static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
    }

    private static void bind(PreparedStatement statement, int at, Object argument) throws SQLException {
        if (argument instanceof String text) {
            statement.setString(at, text);
        } else if (argument instanceof Long number) {
            statement.setLong(at, number);
        } else if (argument instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (argument instanceof UUID id) {
            statement.setString(at, id.toString());
        } else if (argument instanceof Instant instant) {
            statement.setLong(at, instant.toEpochMilli());
        } else if (argument instanceof Integer number) {
            statement.setLong(at, number);
        } else if (argument instanceof Boolean flag) {
            statement.setLong(at, flag ? 1 : 0);
        } else if (argument instanceof Enum<?> value) {
            statement.setString(at, value.name());
        } else if (argument == null) {
            statement.setNull(at, Types.NULL);
        } else {
            throw new IllegalArgumentException(
                    "not bindable: " + argument.getClass().getName());
        }
    }
}
