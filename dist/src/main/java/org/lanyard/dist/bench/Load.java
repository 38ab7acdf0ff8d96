package org.lanyard.dist.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients, each on a thread and a kept connection of its own, that send operations as fast as they are answered. */
final class Load {
    private final int clients;
    private final Length length;

    /** How long to measure: a number of operations or a time, whichever is present; warming up takes half of it. */
    record Length(int operations, Duration time) {
        static Length of(int operations) {
            return new Length(operations, Duration.ZERO);
        }

        static Length of(Duration time) {
            return new Length(0, time);
        }

        /** The same for steps of so many operations. */
        Length divided(int each) {
            return operations > 0 ? of(Math.max(1, operations / each)) : this;
        }

        /** A part of it, operations or time. */
        Length part(int of) {
            return operations > 0 ? divided(of) : of(time.dividedBy(of));
        }

        /** How many operations that is, of a kind that many more are done of; {@code otherwise} where it is a time. */
        int operations(int weight, int otherwise) {
            return operations > 0 ? (int) Math.min(Integer.MAX_VALUE, (long) operations * weight) : otherwise;
        }

        boolean over(Taken taken, int weight, double part) {
            return operations > 0
                    ? taken.operations() >= operations * weight * part
                    : taken.elapsed().toNanos() >= time.toNanos() * part;
        }
    }

    /**
     * What was measured.
     *
     * @param elapsed of the operations alone
     * @param cpu of the node meanwhile
     * @param latencies of each operation, in nanoseconds, sorted
     */
    record Taken(int operations, int clients, Duration elapsed, Duration cpu, long[] latencies) {
        /** @param part 0.99: the time within which 99 of 100 were done */
        double percentileMillis(double part) {
            return latencies[(int) Math.min(latencies.length - 1L, Math.round(latencies.length * part))] / 1e6;
        }
    }

    Load(int clients, Length length) {
        this.clients = clients;
        this.length = length;
    }

    Length length() {
        return length;
    }

    /** The same clients for a part of the length. */
    Load part(int of) {
        return new Load(clients, length.part(of));
    }

    void warmUp(Workload workload, int weight, NodeProcess node) throws Exception {
        drive(workload, weight, node, 0.5);
    }

    Taken measure(Workload workload, int weight, NodeProcess node) throws Exception {
        return drive(workload, weight, node, 1);
    }

    private Taken drive(Workload workload, int weight, NodeProcess node, double part) throws Exception {
        Taken sum = new Taken(0, clients, Duration.ZERO, Duration.ZERO, new long[0]);
        try (Clients all = new Clients(clients, node.base())) {
            while (!length.over(sum, weight, part)) {
                List<Workload.Operation> round = workload.prepare();
                Duration cpu = node.cpu();
                long from = System.nanoTime();
                long[] latencies = all.run(round);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - from);
                Duration used = node.cpu().minus(cpu);
                sum = new Taken(
                        sum.operations() + round.size(),
                        clients,
                        sum.elapsed().plus(elapsed),
                        sum.cpu().plus(used),
                        joined(sum.latencies(), latencies));
                all.run(workload.settle());
            }
        }
        Arrays.sort(sum.latencies());
        return sum;
    }

    private static long[] joined(long[] some, long[] more) {
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** The threads and their connections. */
    private static final class Clients implements AutoCloseable {
        private final List<KeptConnection> connections = new ArrayList<>();
        private final ExecutorService threads;

        Clients(int number, URI base) throws IOException {
            threads = Executors.newFixedThreadPool(number);
            for (int i = 0; i < number; i++) {
                connections.add(new KeptConnection(base));
            }
        }

        /** Runs all of a round; the time that each took. The first that fails ends it. */
        long[] run(List<Workload.Operation> round) throws Exception {
            long[] took = new long[round.size()];
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> working = new ArrayList<>();
            for (KeptConnection connection : connections) {
                working.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < took.length; i = next.getAndIncrement()) {
                        long from = System.nanoTime();
                        round.get(i).run(connection);
                        took[i] = System.nanoTime() - from;
                    }
                    return null;
                }));
            }
            try {
                for (Future<?> each : working) {
                    each.get();
                }
            } catch (ExecutionException failed) {
                next.set(took.length);
                throw failed.getCause() instanceof Exception cause ? cause : failed;
            }
            return took;
        }

        @Override
        public void close() throws IOException {
            threads.shutdownNow();
            for (KeptConnection connection : connections) {
                connection.close();
            }
        }
    }
}
