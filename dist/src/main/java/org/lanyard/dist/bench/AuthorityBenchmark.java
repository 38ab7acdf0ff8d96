package org.lanyard.dist.bench;

/** One thing that an authority does, measured by itself. */
interface AuthorityBenchmark extends Benchmark {
    Result run(AuthorityGround ground) throws Exception;
}
