package org.lanyard.dist.bench;

/** One thing that is measured, by itself: a new one is a class beside the others and a line in {@link BenchCommand}. */
interface Benchmark {
    /** As in the output and on the command line. */
    String name();

    /** What the project wants of it, in a few words. */
    String aim();
}
