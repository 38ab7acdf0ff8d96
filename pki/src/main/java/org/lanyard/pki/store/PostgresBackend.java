package org.lanyard.pki.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL: a pool, READ COMMITTED with row locks in the statements, serialization failures repeated. */
final class PostgresBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBackend.class);
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MICROS = 1_000;
    /** No unit is under way for longer than a minute (transaction_timeout is PostgreSQL 17's): the audit's sealer counts on it. */
    private static final String LIMITS = """
            SELECT set_config(name, value, false)
            FROM (VALUES ('statement_timeout', '30s'), ('lock_timeout', '10s'), ('transaction_timeout', '60s'),
                         ('idle_in_transaction_session_timeout', '60s'),
                         ('default_transaction_isolation', 'read committed')) AS limits (name, value)
            WHERE name IN (SELECT pg_settings.name FROM pg_settings)""";

    /** Only until the transaction ends. */
    private static final String UNLIMITED = """
            SELECT set_config(name, '0', true)
            FROM (VALUES ('statement_timeout'), ('transaction_timeout'), ('idle_in_transaction_session_timeout'))
                 AS limits (name)
            WHERE name IN (SELECT pg_settings.name FROM pg_settings)""";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);

    private PostgresBackend(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbis.settled(Jdbi.create(pool));
    }

    static PostgresBackend open(StoreConfig config, Schema schema) {
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(settings(config));
        } catch (HikariPool.PoolInitializationException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw StoreException.of("the store cannot be opened at " + config.place(), sql);
            }
            throw new StoreException(
                    StoreReason.UNREACHABLE,
                    "the store cannot be opened at " + config.place(),
                    SqlStates.hint(StoreReason.UNREACHABLE),
                    e);
        }
        try (Connection connection = pool.getConnection()) {
            if (!schema.isCurrent(connection)) {
                migrate(config, schema);
            }
            warnIfNotDurable(connection);
            return new PostgresBackend(pool);
        } catch (SQLException e) {
            pool.close();
            throw StoreException.of("the store cannot be opened at " + config.place(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** With connections of its own: a migration may take longer than any unit is allowed to. */
    private static void migrate(StoreConfig config, Schema schema) throws SQLException {
        HikariConfig settings = settings(config);
        settings.setPoolName("store-schema");
        settings.setConnectionInitSql(null);
        settings.addDataSourceProperty("socketTimeout", "0");
        try (HikariDataSource source = new HikariDataSource(settings)) {
            schema.migrate(source);
        }
    }

    private static HikariConfig settings(StoreConfig config) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("store");
        settings.setJdbcUrl(config.url());
        settings.setUsername(config.user());
        settings.setPassword(config.password());
        // Flyway holds a connection while it takes others.
        settings.setMaximumPoolSize(Math.max(3, config.readers()));
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        // By a statement, not as a startup option, which poolers in between refuse.
        settings.setConnectionInitSql(LIMITS);
        settings.addDataSourceProperty("ApplicationName", "lanyard");
        settings.addDataSourceProperty("connectTimeout", "5");
        settings.addDataSourceProperty("socketTimeout", "60");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("prepareThreshold", "3");
        // The server's DETAIL repeats the values of the row.
        settings.addDataSourceProperty("logServerErrorDetail", "false");
        return settings;
    }

    private static void warnIfNotDurable(Connection connection) throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit"}) {
            try (var show = connection.prepareStatement("SHOW " + setting);
                    var row = show.executeQuery()) {
                if (row.next() && row.getString(1).equals("off")) {
                    LOG.warn("PostgreSQL runs with {} off: what it acknowledges may be lost at a power cut", setting);
                }
            }
        }
    }

    @Override
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        try (Handle handle = open()) {
            return work.withHandle(handle);
        }
    }

    /** REPEATABLE READ sees one moment; it changes nothing, so the limits that units live under do not bind it. */
    @Override
    public <T, X extends Exception> T snapshot(HandleCallback<T, X> work) throws X {
        try (Handle handle = open()) {
            begin(handle.getConnection());
            try {
                handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                handle.execute(UNLIMITED);
                return work.withHandle(handle);
            } finally {
                rollBack(handle.getConnection());
            }
        }
    }

    private Handle open() {
        try {
            return jdbi.open();
        } catch (ConnectionException e) {
            if (pool.isClosed()) {
                throw new StoreException(StoreReason.CLOSED, "the store is closed", "", e);
            }
            throw new StoreException(
                    StoreReason.UNREACHABLE, "no connection to the store", SqlStates.hint(StoreReason.UNREACHABLE), e);
        }
    }

    @Override
    public <T, X extends Exception> T transact(HandleCallback<T, X> work) throws X {
        if (within.get()) {
            throw new StoreException(StoreReason.MISUSE, "a unit within a unit", "", null);
        }
        within.set(true);
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return attempt(work);
                } catch (Repeat repeat) {
                    if (attempt == ATTEMPTS) {
                        throw new StoreException(
                                StoreReason.CONFLICT,
                                "the unit met serialization failures " + ATTEMPTS + " times",
                                SqlStates.hint(StoreReason.CONFLICT),
                                repeat.getCause());
                    }
                    pause(attempt);
                }
            }
        } finally {
            within.remove();
        }
    }

    private <T, X extends Exception> T attempt(HandleCallback<T, X> work) throws X, Repeat {
        try (Handle handle = open()) {
            Connection connection = handle.getConnection();
            begin(connection);
            T result;
            try {
                result = work.withHandle(handle);
            } catch (Throwable e) {
                rollBack(connection);
                if (SqlStates.repeatable(e)) {
                    throw new Repeat(e);
                }
                throw e;
            }
            commit(connection);
            return result;
        }
    }

    private static void begin(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw StoreException.of("the unit was not begun", e);
        }
    }

    private static void commit(Connection connection) throws Repeat {
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            rollBack(connection);
            if (SqlStates.repeatable(e)) {
                throw new Repeat(e);
            }
            StoreReason reason = SqlStates.reason(e);
            // A deferred constraint is the server's clear no; a lost connection says nothing.
            throw new StoreException(
                    reason == StoreReason.CONSTRAINT ? reason : StoreReason.OUTCOME_UNKNOWN,
                    "the unit was not acknowledged: " + SqlStates.label(e),
                    SqlStates.hint(StoreReason.OUTCOME_UNKNOWN),
                    e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is gone, and the server rolls back by itself; the pool will throw it away.
            LOG.debug("rollback: {}", SqlStates.label(e));
        }
    }

    /** Doubling, with jitter, so that two units that met do not meet again. */
    private static void pause(int attempt) {
        long most = FIRST_PAUSE_MICROS << attempt;
        long micros = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    @Override
    public void close() {
        pool.close();
    }

    /** The unit is to be run again. */
    private static final class Repeat extends Exception {
        private static final long serialVersionUID = 1L;

        Repeat(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
