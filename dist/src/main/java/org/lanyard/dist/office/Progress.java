package org.lanyard.dist.office;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A bar with rate and remaining time: drawn over itself on a terminal, a line every other second elsewhere. */
public final class Progress {
    private static final int WIDTH = 30;
    private static final long NANOS = 1_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final int total;
    private final LongSupplier nanos;
    private final long began;
    private long told;
    private int done;

    public Progress(PrintWriter out, boolean terminal, int total, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.told = began;
    }

    /** One more is over, well or not. */
    public synchronized void one() {
        done++;
        long now = nanos.getAsLong();
        boolean last = done == total;
        if (last || now - told >= (terminal ? NANOS / 10 : 2 * NANOS)) {
            told = now;
            out.print(terminal ? "\r" + line(done, total, now - began) : line(done, total, now - began) + "\n");
            if (terminal && last) {
                out.println();
            }
            out.flush();
        }
    }

    /** Says something between; the bar comes again below it. */
    public synchronized void say(String text) {
        out.println(terminal ? "\r" + text : text);
        out.flush();
    }

    /** "[#####.....] 120 of 500, 11.3 a second, about 34 s left". */
    public static String line(int done, int total, long nanos) {
        int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
        double rate = done * (double) NANOS / Math.max(1, nanos);
        long left = Math.round((total - done) / Math.max(rate, 0.001));
        return String.format(
                Locale.ROOT,
                "[%s%s] %,d of %,d, %.1f a second, about %,d s left",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                done,
                total,
                rate,
                left);
    }
}
