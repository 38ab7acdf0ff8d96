package org.lanyard.pki.store;

import java.util.ArrayList;
import java.util.List;

/** A fresh store for one test, and further nodes on the same data. */
public final class TestStore implements AutoCloseable {
    private final StoreConfig config;
    private final String[] migrations;
    private final Runnable discard;
    private final List<Store> nodes = new ArrayList<>();

    TestStore(StoreConfig config, String[] migrations, Runnable discard) {
        this.config = config;
        this.migrations = migrations.clone();
        this.discard = discard;
    }

    /** For plain tests: a fresh SQLite store in a temporary folder that goes with {@link #close()}. */
    public static TestStore sqlite(String... migrations) {
        return TestStores.fresh(Engine.SQLITE, migrations);
    }

    /** For plain tests: a fresh database in the JVM's one PostgreSQL. */
    public static TestStore postgresql(String... migrations) {
        return TestStores.fresh(Engine.POSTGRESQL, migrations);
    }

    /** A PostgreSQL database without tables; {@link #store()} would give it none either. */
    public static TestStore emptyPostgresql() {
        return TestStores.emptyPostgresql();
    }

    public StoreConfig config() {
        return config;
    }

    /** The first node; always the same. */
    public Store store() {
        return nodes.isEmpty() ? another() : nodes.get(0);
    }

    /** One more node on the same data; closed with this. */
    public Store another() {
        Store node = Store.open(config, migrations);
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(Store::close);
        discard.run();
    }
}
