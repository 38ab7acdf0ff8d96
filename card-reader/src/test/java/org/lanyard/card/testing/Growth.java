package org.lanyard.card.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process holds: heap that is in use after a collection, threads, open files and sockets. */
public record Growth(long heap, int threads, long handles) {
    private static final Path HANDLES = Path.of("/proc/self/fd");
    private static final long HEAP_MARGIN = 8L << 20;
    private static final int THREADS_MARGIN = 4;
    private static final int HANDLES_MARGIN = 6;

    /** As it is now. */
    public static Growth now() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Growth(heap, ManagementFactory.getThreadMXBean().getThreadCount(), openHandles());
    }

    private static long openHandles() {
        if (!Files.isDirectory(HANDLES)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(HANDLES)) {
            return open.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Nothing has grown since {@code before} but what comes and goes.
     *
     * @param leaked handles that are known to be lost
     */
    public void assertNoMoreThan(Growth before, int leaked) {
        assertTrue(heap <= before.heap + HEAP_MARGIN, () -> "heap: " + before + " → " + this);
        assertTrue(threads <= before.threads + THREADS_MARGIN, () -> "threads: " + before + " → " + this);
        assertTrue(handles <= before.handles + HANDLES_MARGIN + leaked, () -> "handles: " + before + " → " + this);
    }

    @Override
    public String toString() {
        return heap / 1024 + " KiB, " + threads + " threads, " + handles + " handles";
    }
}
