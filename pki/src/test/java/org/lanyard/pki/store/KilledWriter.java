package org.lanyard.pki.store;

import java.nio.file.Path;

/** A process to be killed: eight threads write units, and each says on standard output what was acknowledged. */
public final class KilledWriter {
    private static final int THREADS = 8;

    private KilledWriter() {}

    /** Arguments: the store's file, the number of this life. */
    public static void main(String... arguments) {
        Store store = Store.open(StoreConfig.sqlite(Path.of(arguments[0])), "pki", "signin");
        for (int t = 0; t < THREADS; t++) {
            String prefix = arguments[1] + "-" + t + "-";
            new Thread(() -> write(store, prefix)).start();
        }
    }

    private static void write(Store store, String prefix) {
        for (int i = 0; ; i++) {
            String id = prefix + i;
            store.transact(tx -> {
                Sql.update(tx, "INSERT INTO m_parent (id) VALUES (?)", id);
                return Sql.update(tx, "INSERT INTO m_child (id, parent) VALUES (?, ?)", id, id);
            });
            synchronized (System.out) {
                System.out.println(id);
                System.out.flush();
            }
        }
    }
}
