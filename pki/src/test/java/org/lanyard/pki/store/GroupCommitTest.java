package org.lanyard.pki.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Group commit on SQLite")
class GroupCommitTest {
    private static final String PUT = "INSERT INTO m_parent (id) VALUES (?)";

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private TestStore test;
    private Store store;

    @BeforeEach
    void open() {
        test = TestStore.sqlite("pki", "signin");
        store = test.store();
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        test.close();
    }

    private static Integer put(Handle tx, String id) {
        return Sql.update(tx, PUT, id);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> stored() {
        return store.read(h -> Sql.list(h, "SELECT id FROM m_parent ORDER BY id", row -> row.getString(1)));
    }

    /** Holds the writer in a unit until all of these wait behind it, so that they become one batch. */
    private List<Future<Object>> together(List<Callable<Object>> work) throws InterruptedException {
        CountDownLatch within = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        callers.submit(() -> store.transact(tx -> {
            within.countDown();
            go.await();
            return null;
        }));
        within.await();
        List<Future<Object>> outcomes = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Callable<Object> one : work) {
            CompletableFuture<Object> outcome = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    outcome.complete(one.call());
                } catch (Exception | Error e) {
                    outcome.completeExceptionally(e);
                }
            });
            thread.start();
            threads.add(thread);
            outcomes.add(outcome);
        }
        Awaitility.await()
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        go.countDown();
        return outcomes;
    }

    private static Throwable failure(Future<Object> outcome) {
        return assertThrows(ExecutionException.class, outcome::get).getCause();
    }

    @Nested
    @DisplayName("of units in one batch")
    class Batch {
        @Test
        @DisplayName("rolls back alone the one that throws")
        void isolated() throws Exception {
            List<Callable<Object>> work = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                String id = "u" + i;
                boolean throwing = i % 3 == 1;
                work.add(() -> store.transact(tx -> {
                    put(tx, id);
                    if (throwing) {
                        throw new java.io.IOException(id);
                    }
                    return id;
                }));
            }
            List<Future<Object>> outcomes = together(work);
            for (int i = 0; i < 9; i++) {
                if (i % 3 == 1) {
                    assertEquals("u" + i, failure(outcomes.get(i)).getMessage());
                } else {
                    assertEquals("u" + i, outcomes.get(i).get());
                }
            }
            assertEquals(List.of("u0", "u2", "u3", "u5", "u6", "u8"), stored());
        }

        @Test
        @DisplayName("rolls back alone the one whose statement fails")
        void constraint() throws Exception {
            store.transact(tx -> put(tx, "x"));
            List<Future<Object>> outcomes = together(List.of(
                    () -> store.transact(tx -> put(tx, "a")),
                    () -> store.transact(tx -> put(tx, "b") + put(tx, "x")),
                    () -> store.transact(tx -> put(tx, "c"))));
            outcomes.get(0).get();
            StoreException refused = assertInstanceOf(StoreException.class, failure(outcomes.get(1)));
            assertEquals(StoreReason.CONSTRAINT, refused.reason());
            outcomes.get(2).get();
            assertEquals(List.of("a", "c", "x"), stored());
        }

        @Test
        @DisplayName("lets a later one see what an earlier one wrote")
        void order() throws Exception {
            Callable<Object> once = () -> store.transact(
                    tx -> Sql.update(tx, "INSERT INTO m_parent (id) VALUES ('one') ON CONFLICT DO NOTHING"));
            List<Future<Object>> outcomes = together(List.of(once, once, once));
            int sum = 0;
            for (Future<Object> outcome : outcomes) {
                sum += (Integer) outcome.get();
            }
            assertEquals(1, sum);
        }

        @Test
        @DisplayName("acknowledges none when the commit fails, and goes on with the next")
        void failedCommit() throws Exception {
            List<Future<Object>> outcomes = together(List.of(
                    () -> store.transact(tx -> put(tx, "a")),
                    () -> store.transact(
                            tx -> Sql.update(tx, "INSERT INTO m_child (id, parent) VALUES ('c', 'nobody')"))));
            assertInstanceOf(StoreException.class, failure(outcomes.get(0)));
            assertInstanceOf(StoreException.class, failure(outcomes.get(1)));
            assertEquals(List.of(), stored());
            store.transact(tx -> put(tx, "later"));
            assertEquals(List.of("later"), stored());
        }
    }

    @Nested
    @DisplayName("of a caller")
    class Caller {
        @Test
        @DisplayName("that is interrupted still tells whether the unit lasted")
        void interrupted() throws Exception {
            AtomicReference<Boolean> flag = new AtomicReference<>();
            CountDownLatch within = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Thread caller = new Thread(() -> {
                store.transact(tx -> {
                    within.countDown();
                    // Not on the caller's thread: the interrupt does not reach this.
                    awaitQuietly(go);
                    return put(tx, "kept");
                });
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            within.await();
            caller.interrupt();
            go.countDown();
            caller.join();
            assertEquals(true, flag.get());
            assertEquals(List.of("kept"), stored());
        }

        @Test
        @DisplayName("whose unit ends in an Error gets it, and the writer lives on")
        void error() {
            assertThrows(
                    StackOverflowError.class,
                    () -> store.transact(tx -> {
                        put(tx, "gone");
                        throw new StackOverflowError();
                    }));
            store.transact(tx -> put(tx, "next"));
            assertEquals(List.of("next"), stored());
        }

        @Test
        @DisplayName("that leaves a cursor open holds nobody up")
        void openCursor() {
            store.transact(tx -> put(tx, "a"));
            for (int i = 0; i < 3; i++) {
                String id = "b" + i;
                store.transact(tx -> {
                    tx.createQuery("SELECT id FROM m_parent")
                            .mapTo(String.class)
                            .iterator()
                            .next();
                    return put(tx, id);
                });
                assertNull(store.read(h -> {
                    h.createQuery("SELECT id FROM m_parent")
                            .mapTo(String.class)
                            .iterator()
                            .next();
                    return null;
                }));
            }
            assertEquals(4, stored().size());
        }

        @Test
        @DisplayName("that reads cannot write")
        void readers() {
            StoreException refused = assertThrows(StoreException.class, () -> store.read(h -> put(h, "x")));
            assertEquals(StoreReason.REFUSED, refused.reason(), () -> String.valueOf(refused.getCause()));
        }

        @Test
        @DisplayName("that waited when the store was closed is served, one after it is refused")
        void closing() throws Exception {
            CountDownLatch within = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Future<Integer> first = callers.submit(() -> store.transact(tx -> {
                within.countDown();
                go.await();
                return put(tx, "first");
            }));
            within.await();
            Thread waiting = new Thread(() -> store.transact(tx -> put(tx, "second")));
            waiting.start();
            Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
            Future<?> closed = callers.submit(store::close);
            go.countDown();
            closed.get();
            assertEquals(1, first.get());
            waiting.join();
            StoreException refused = assertThrows(StoreException.class, () -> store.transact(tx -> 1));
            assertEquals(StoreReason.CLOSED, refused.reason());
            try (Store again = Store.open(test.config(), "pki", "signin")) {
                long count = again.<Long, RuntimeException>read(
                        h -> Sql.one(h, "SELECT COUNT(*) FROM m_parent", row -> row.getLong(1))
                                .orElseThrow());
                assertEquals(2, count);
            }
        }
    }

    @Test
    @DisplayName("keeps the file to its owner")
    void fileMode() throws Exception {
        String file = test.config().url().substring(Engine.SQLITE.prefix().length());
        try (Store fresh = Store.open(StoreConfig.sqlite(java.nio.file.Path.of(file + "-fresh")), "pki")) {
            fresh.transact(tx -> Sql.update(tx, "INSERT INTO audit_key (subject) VALUES ('s')"));
            for (String suffix : List.of("", "-wal", "-shm")) {
                var mode = java.nio.file.Files.getPosixFilePermissions(java.nio.file.Path.of(file + "-fresh" + suffix));
                assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(mode), suffix);
            }
        }
        assertTrue(new java.io.File(file).exists());
    }
}
