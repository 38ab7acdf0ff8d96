package org.lanyard.pki.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A unit of work")
class StoreUnitsTest {
    private static final String INSERT = "INSERT INTO audit_key (subject, wrapped) VALUES (?, ?)";

    private static long count(Handle h) {
        return Sql.one(h, "SELECT COUNT(*) FROM audit_key", r -> r.getLong(1)).orElseThrow();
    }

    @StoreTest
    @DisplayName("is there when transact returns")
    void isThere(Store store) {
        int touched = store.transact(tx -> Sql.update(tx, INSERT, "a", new byte[] {1, 2}));
        assertEquals(1, touched);
        byte[] read = store.<byte[], RuntimeException>read(
                h -> Sql.one(h, "SELECT wrapped FROM audit_key WHERE subject = ?", r -> r.getBytes(1), "a")
                        .orElseThrow());
        assertArrayEquals(new byte[] {1, 2}, read);
    }

    @StoreTest
    @DisplayName("whose exception comes out as it is leaves nothing")
    void rollsBack(Store store) {
        Exception thrown = assertThrows(
                java.io.IOException.class,
                () -> store.transact(tx -> {
                    Sql.update(tx, INSERT, "a", null);
                    throw new java.io.IOException("mine");
                }));
        assertEquals("mine", thrown.getMessage());
        assertEquals(0L, store.read(StoreUnitsTest::count));
    }

    @StoreTest
    @DisplayName("speaks JDBI as well, in the same transaction")
    void jdbi(Store store) {
        store.transact(tx -> {
            tx.createUpdate("INSERT INTO audit_key (subject) VALUES (:s)")
                    .bind("s", "x")
                    .execute();
            return Sql.update(tx, INSERT, "y", null);
        });
        Optional<String> found = store.read(h -> h.createQuery("SELECT subject FROM audit_key WHERE subject = :s")
                .bind("s", "x")
                .mapTo(String.class)
                .findOne());
        assertEquals(Optional.of("x"), found);
    }

    @StoreTest
    @DisplayName("cannot hold another")
    void notNested(Store store) {
        StoreException refused =
                assertThrows(StoreException.class, () -> store.transact(tx -> store.transact(inner -> 1)));
        assertEquals(StoreReason.MISUSE, refused.reason());
    }

    @StoreTest
    @DisplayName("cannot end its own transaction")
    void cannotCommit(Store store) {
        StoreException refused = assertThrows(StoreException.class, () -> store.transact(Handle::commit));
        assertEquals(StoreReason.MISUSE, refused.reason());
    }
}
