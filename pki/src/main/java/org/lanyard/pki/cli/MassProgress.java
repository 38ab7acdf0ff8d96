package org.lanyard.pki.cli;

import java.io.PrintWriter;
import org.lanyard.pki.mass.MassJob;
import org.lanyard.pki.mass.MassRun;

/** Tells every other second how far a long job is, how fast, and how long it will take. */
final class MassProgress implements MassRun.Progress {
    private static final long EVERY = 2_000_000_000L;

    private final PrintWriter out;
    private final long began = System.nanoTime();
    private final long before;
    private long told = began;

    private MassProgress(PrintWriter out, long before) {
        this.out = out;
        this.before = before;
    }

    static MassRun.Progress on(PrintWriter out, MassJob job) {
        return new MassProgress(out, job.changed());
    }

    @Override
    public void after(MassJob job) {
        long now = System.nanoTime();
        if (now - told < EVERY || job.finishedAt().isPresent()) {
            return;
        }
        told = now;
        double rate = Math.max(1, (job.changed() - before) * 1e9 / (now - began));
        out.printf(
                "%,d of %,d, %,.0f a second, about %,.0f s left%n",
                job.changed(), job.total(), rate, Math.max(0, job.total() - job.changed()) / rate);
        out.flush();
    }
}
