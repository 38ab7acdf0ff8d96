package org.lanyard.dist.bench;

import java.util.function.Consumer;

/**
 * What benchmarks run on.
 *
 * @param node a running node of {@code school}
 * @param progress lines for whoever waits
 */
record Ground(BenchSchool school, NodeProcess node, Load load, Consumer<String> progress) {

    /**
     * Warms the node up, measures it under {@code workload}, and the bare cryptography of one of its operations right after.
     *
     * @param weight how many times as many operations as the command line says: for short ones
     */
    Result measure(String name, Workload workload, int weight, BareCrypto.Bill bill) throws Exception {
        progress.accept(name + ": warming up");
        load.warmUp(workload, weight, node);
        progress.accept(name + ": measuring");
        Load.Taken taken = load.measure(workload, weight, node);
        progress.accept(name + ": measuring its bare cryptography");
        return Result.of(name, taken, bill, BareCrypto.measure(bill));
    }
}
