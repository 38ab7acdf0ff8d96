package org.lanyard.pki.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.HandleCallback;

/**
 * Prints what units and reads cost: operations a second and CPU of the whole process for each.
 *
 * <p>Arguments: seconds for each figure (default 5).
 */
public final class StoreCost {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private StoreCost() {}

    public static void main(String... arguments) throws InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        for (Engine engine : arguments.length > 1 ? Engine.values() : new Engine[] {Engine.SQLITE}) {
            try (TestStore test = TestStores.fresh(engine, "pki", "signin")) {
                Store store = test.store();
                SignInUnit.fill(store);
                measure("warm-up, sign-in, 16 threads", store, 16, seconds, SignInUnit::plain, false);
                measure(engine + " sign-in, Sql, 16 threads", store, 16, seconds, SignInUnit::plain, false);
                measure(engine + " sign-in, Sql, 4 threads", store, 4, seconds, SignInUnit::plain, false);
                measure(engine + " sign-in, Sql, 1 thread", store, 1, seconds, SignInUnit::plain, false);
                measure("warm-up, JDBI", store, 16, seconds, SignInUnit::jdbi, false);
                measure(engine + " sign-in, JDBI, 16 threads", store, 16, seconds, SignInUnit::jdbi, false);
                measure(engine + " empty unit, 16 threads", store, 16, seconds, tx -> 0, false);
                measure(engine + " empty unit, 1 thread", store, 1, seconds, tx -> 0, false);
                HandleCallback<Object, RuntimeException> one = h -> Sql.one(
                        h,
                        "SELECT origin, status FROM m_kiosk WHERE client_id = ?",
                        r -> r.getString(2),
                        "https://kiosk.example/1");
                measure("warm-up, read", store, 2, seconds, one, true);
                measure(engine + " read one, Sql, 2 threads", store, 2, seconds, one, true);
                measure(engine + " read one, Sql, 1 thread", store, 1, seconds, one, true);
                HandleCallback<Object, RuntimeException> jdbi = h -> h.select(
                                "SELECT origin, status FROM m_kiosk WHERE client_id = ?", "https://kiosk.example/1")
                        .map((r, c) -> r.getString(2))
                        .one();
                measure("warm-up, read JDBI", store, 2, seconds, jdbi, true);
                measure(engine + " read one, JDBI, 2 threads", store, 2, seconds, jdbi, true);
            }
        }
    }

    private static <T> void measure(
            String name, Store store, int threads, int seconds, HandleCallback<T, RuntimeException> work, boolean read)
            throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        CountDownLatch finished = new CountDownLatch(threads);
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                long mine = 0;
                while (System.nanoTime() < end) {
                    if (read) {
                        store.read(work);
                    } else {
                        store.transact(work);
                    }
                    mine++;
                }
                done.addAndGet(mine);
                finished.countDown();
            });
            thread.start();
            all.add(thread);
        }
        finished.await();
        double wall = (System.nanoTime() - start) / 1e9;
        double micros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / done.get();
        System.out.printf(Locale.ROOT, "%-36s %9.0f/s  %7.1f µs CPU each%n", name, done.get() / wall, micros);
    }
}
