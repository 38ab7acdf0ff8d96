package org.lanyard.pki.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.HandleCallback;

/**
 * The database of the house, on either engine, with its schema up to date.
 *
 * <pre>{@code
 * try (Store store = Store.open(StoreConfig.sqlite(Path.of("lanyard.db")), "pki")) {
 *     int fresh = store.transact(tx -> Sql.update(tx,
 *             "INSERT INTO consumed (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING", id, now));
 *     Optional<Long> at = store.read(h -> Sql.one(h, "SELECT at FROM consumed WHERE id = ?", r -> r.getLong(1), id));
 * }
 * }</pre>
 */
public final class Store implements AutoCloseable {
    private final Engine engine;
    private final Backend backend;

    private Store(Engine engine, Backend backend) {
        this.engine = engine;
        this.backend = backend;
    }

    /**
     * Opens the store and brings the schema up to date; costs little when it is so already.
     *
     * @param migrations folders on the class path below {@code db/}, such as {@code pki}, in no particular order
     * @throws StoreException with a hint, if the database cannot be reached, is damaged or cannot be migrated
     */
    public static Store open(StoreConfig config, String... migrations) {
        return open(config, new Schema(config.engine(), migrations));
    }

    /**
     * Opens a new store with the schema of an earlier day, to put a backup into it.
     *
     * @param migrations the files of that day
     * @throws StoreException NOT_EMPTY, and as {@link #open}
     */
    public static Store openAt(StoreConfig config, MigrationSet migrations) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("lanyard-schema");
            migrations.write(folder);
            return open(config, new Schema(config.engine(), folder));
        } catch (IOException e) {
            throw new StoreException(
                    StoreReason.MIGRATION,
                    "the schema's files cannot be written",
                    "Look at the free space and the rights of the folder for temporary files.",
                    e);
        } finally {
            MigrationFiles.delete(folder);
        }
    }

    private static Store open(StoreConfig config, Schema schema) {
        Engine engine = config.engine();
        return switch (engine) {
            case SQLITE -> new Store(engine, SqliteBackend.open(config, schema));
            case POSTGRESQL -> new Store(engine, PostgresBackend.open(config, schema));
        };
    }

    public Engine engine() {
        return engine;
    }

    /**
     * Reads what is committed. Each statement sees its own moment; whoever needs several to agree, or decides something that
     * must hold, uses {@link #transact}.
     */
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return backend.read(work);
    }

    /**
     * Reads everything as it is at one moment, for as long as it takes, while others go on writing.
     */
    public <T, X extends Exception> T snapshot(HandleCallback<T, X> work) throws X {
        return backend.snapshot(work);
    }

    /**
     * Runs one unit of work, durable when this returns. An exception of the unit rolls back this unit alone and comes out as
     * it is. The unit may be run more than once, on a thread of the store's, and must not call the store again.
     *
     * @throws StoreException BUSY, CONFLICT, OUTCOME_UNKNOWN, CLOSED, MISUSE
     */
    public <T, X extends Exception> T transact(HandleCallback<T, X> work) throws X {
        return backend.transact(work);
    }

    /** Finishes the units that wait, then closes; later calls are refused. */
    @Override
    public void close() {
        backend.close();
    }
}
