package org.lanyard.pki.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Two nodes on one store")
class TwoNodesTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static long number(Handle h, String sql, Object... arguments) {
        return Sql.one(h, sql, row -> row.getLong(1), arguments).orElseThrow();
    }

    private static boolean open(Handle tx, Engine engine, String card, String session) {
        String status = Sql.one(
                        tx, "SELECT status FROM m_card WHERE id = ?" + engine.forShare(), row -> row.getString(1), card)
                .orElseThrow();
        if (!status.equals("active")) {
            return false;
        }
        Sql.update(
                tx,
                "INSERT INTO m_session (id_hash, person, acr, opened, seen) VALUES (?, ?, 'tap', 0, 0)",
                session.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                card);
        return true;
    }

    private static int revoke(Handle tx, String card) {
        Sql.update(tx, "UPDATE m_card SET status = 'lost' WHERE id = ?", card);
        return Sql.update(tx, "DELETE FROM m_session WHERE person = ?", card);
    }

    private static void card(Store store, String id) {
        store.transact(tx -> Sql.update(tx, "INSERT INTO m_card (id, status, holder) VALUES (?, 'active', 'h')", id));
    }

    @StoreTest(migrations = {"pki", "signin"})
    @DisplayName("lose none of each other's increments")
    void increments(TestStore test, Engine engine) throws Exception {
        Store[] nodes = {test.store(), test.another()};
        nodes[0].transact(tx -> Sql.update(tx, "INSERT INTO m_count (id, n) VALUES ('c', 0)"));
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            Store node = nodes[t % 2];
            all.add(threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    node.transact(tx -> {
                        long n = number(tx, "SELECT n FROM m_count WHERE id = 'c'" + engine.forUpdate());
                        return Sql.update(tx, "UPDATE m_count SET n = ? WHERE id = 'c'", n + 1);
                    });
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        long sum = nodes[1].<Long, RuntimeException>read(h -> number(h, "SELECT n FROM m_count WHERE id = 'c'"));
        assertEquals(300, sum);
    }

    @StoreTest(migrations = {"pki", "signin"})
    @DisplayName("consume a challenge once, whoever comes first")
    void once(TestStore test) throws Exception {
        Store[] nodes = {test.store(), test.another()};
        for (int round = 0; round < 20; round++) {
            String nonce = UUID.randomUUID().toString();
            CyclicBarrier start = new CyclicBarrier(4);
            List<Future<Integer>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Store node = nodes[t % 2];
                all.add(threads.submit(() -> {
                    start.await();
                    return node.transact(tx -> Sql.update(
                            tx,
                            "INSERT INTO m_challenge (nonce, expires) VALUES (?, 1) ON CONFLICT DO NOTHING",
                            nonce));
                }));
            }
            int sum = 0;
            for (Future<Integer> one : all) {
                sum += one.get();
            }
            assertEquals(1, sum);
        }
    }

    @StoreTest(migrations = {"pki", "signin"})
    @DisplayName("never leave a session of a card that was revoked, in whatever order they come")
    void revocation(TestStore test, Engine engine) throws Exception {
        Store[] nodes = {test.store(), test.another()};
        for (int round = 0; round < 40; round++) {
            String card = "card-" + round;
            card(nodes[0], card);
            CyclicBarrier start = new CyclicBarrier(3);
            Future<Boolean> a = threads.submit(() -> {
                start.await();
                return nodes[0].transact(tx -> open(tx, engine, card, card + "a"));
            });
            Future<Boolean> b = threads.submit(() -> {
                start.await();
                return nodes[1].transact(tx -> open(tx, engine, card, card + "b"));
            });
            Future<Integer> ended = threads.submit(() -> {
                start.await();
                return nodes[1].transact(tx -> revoke(tx, card));
            });
            int opened = (a.get() ? 1 : 0) + (b.get() ? 1 : 0);
            assertEquals(opened, ended.get(), "each session that was opened was ended");
            long left = nodes[0].<Long, RuntimeException>read(
                    h -> number(h, "SELECT COUNT(*) FROM m_session WHERE person = ?", card));
            assertEquals(0, left);
        }
    }

    @StoreTest(
            migrations = {"pki", "signin"},
            engines = Engine.POSTGRESQL)
    @DisplayName("a revocation waits for the sign-in that looked first, and ends its session")
    void forced(TestStore test, Engine engine) throws Exception {
        Store one = test.store();
        Store two = test.another();
        card(one, "k");
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<Boolean> signIn = threads.submit(() -> one.transact(tx -> {
            boolean opened = open(tx, engine, "k", "s");
            looked.countDown();
            go.await();
            return opened;
        }));
        looked.await();
        Future<Integer> ended = threads.submit(() -> two.transact(tx -> revoke(tx, "k")));
        Awaitility.await()
                .until(() -> two.<Long, RuntimeException>read(h -> number(
                                h,
                                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                        + " AND datname = current_database()"))
                        == 1);
        go.countDown();
        assertTrue(signIn.get());
        assertEquals(1, ended.get());
    }

    @StoreTest(
            migrations = {"pki", "signin"},
            engines = Engine.POSTGRESQL)
    @DisplayName("that meet in a deadlock both go through: the loser is run again")
    void deadlock(TestStore test) throws Exception {
        Store[] nodes = {test.store(), test.another()};
        nodes[0].transact(tx -> Sql.update(tx, "INSERT INTO m_count (id, n) VALUES ('a', 0), ('b', 0)"));
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Store node = nodes[i];
            String first = i == 0 ? "a" : "b";
            String second = i == 0 ? "b" : "a";
            AtomicInteger mine = new AtomicInteger();
            all.add(threads.submit(() -> node.transact(tx -> {
                runs.incrementAndGet();
                Sql.update(tx, "UPDATE m_count SET n = n + 1 WHERE id = ?", first);
                if (mine.incrementAndGet() == 1) {
                    both.await(10, TimeUnit.SECONDS);
                }
                return Sql.update(tx, "UPDATE m_count SET n = n + 1 WHERE id = ?", second);
            })));
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertEquals(3, runs.get());
        long sum = nodes[0].<Long, RuntimeException>read(h -> number(h, "SELECT CAST(SUM(n) AS BIGINT) FROM m_count"));
        assertEquals(4, sum);
    }

    @StoreTest(engines = Engine.POSTGRESQL)
    @DisplayName("give up on a unit that never goes through, after a bounded number of runs")
    void bounded(Store store) {
        AtomicInteger runs = new AtomicInteger();
        StoreException given = assertThrows(
                StoreException.class,
                () -> store.transact(tx -> {
                    runs.incrementAndGet();
                    return Sql.update(tx, "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
                }));
        assertEquals(StoreReason.CONFLICT, given.reason());
        assertEquals(8, runs.get());
    }
}
