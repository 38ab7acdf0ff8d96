package org.lanyard.dist.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Work in this process, on this thread alone: the thread's own CPU is what an operation costs, whatever else the machine does.
 * What the collector, the compiler and the store's writer spend beside it is not in it.
 */
final class InProcess {
    private InProcess() {}

    /** One operation. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Makes the operations of a round, which is not measured. */
    @FunctionalInterface
    interface Rounds {
        List<Step> next() throws Exception;
    }

    /** Warms up for half the length, then measures. */
    static Result measure(String name, Load.Length length, int weight, Rounds rounds, BareCrypto.Bill bill)
            throws Exception {
        run(length, weight, rounds, 0.5);
        Load.Taken taken = run(length, weight, rounds, 1);
        return result(name, taken, 1, bill);
    }

    /**
     * @param each operations in a step
     */
    static Result result(String name, Load.Taken taken, int each, BareCrypto.Bill bill) throws Exception {
        BareCrypto bare = BareCrypto.measure(bill);
        double operations = (double) taken.operations() * each;
        double cpu = taken.cpu().toNanos() / 1e6 / operations;
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("ops", (long) operations);
        more.put("share_of_bare_rate", bare.millis() / cpu);
        more.put("bare_crypto", bill.toString());
        more.put("provider", bare.provider());
        return Result.of(name, operations / (taken.elapsed().toNanos() / 1e9), cpu, bare.millis(), more);
    }

    static Load.Taken run(Load.Length length, int weight, Rounds rounds, double part) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Load.Taken sum = new Load.Taken(0, 1, Duration.ZERO, Duration.ZERO, new long[0]);
        while (!length.over(sum, weight, part)) {
            List<Step> round = rounds.next();
            long cpu = threads.getCurrentThreadCpuTime();
            long from = System.nanoTime();
            for (Step step : round) {
                step.run();
            }
            sum = new Load.Taken(
                    sum.operations() + round.size(),
                    1,
                    sum.elapsed().plusNanos(System.nanoTime() - from),
                    sum.cpu().plusNanos(threads.getCurrentThreadCpuTime() - cpu),
                    new long[0]);
        }
        return sum;
    }
}
