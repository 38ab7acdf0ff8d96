package org.lanyard.dist.bench;

/** One thing that a node does, measured by itself. */
interface ServiceBenchmark extends Benchmark {
    /** Measures on ground that is ready; may restart the node. */
    Result run(Ground ground) throws Exception;
}
