package org.lanyard.dist.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The CPU that the kinds of a JVM's threads have used, by proc_pid_stat(5) of each of its tasks: in ticks of 10 ms, so that only
 * the sum of many differences tells something. Empty where the system has no {@code /proc}.
 */
final class ThreadCpu {
    private static final long TICK_MILLIS = 10;
    /** utime and stime are fields 14 and 15; those before the third are cut off with the name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private ThreadCpu() {}

    /** Who works in a node. */
    enum Kind {
        /** The one writer of the embedded store: statements within transactions, and their commits. */
        STORE,
        COMPILER,
        COLLECTOR,
        /** Everybody else: the requests' threads above all. */
        REST;

        /** @param name the first 15 characters of the thread's */
        static Kind of(String name) {
            if (name.equals("store-writer")) {
                return STORE;
            } else if (name.matches("C[12] Compiler.*|Sweeper thread")) {
                return COMPILER;
            }
            return name.matches("VM Thread|GC Thread.*|G1 .*") ? COLLECTOR : REST;
        }
    }

    /** What each kind has used since the process began. */
    static Map<Kind, Duration> of(long process) throws IOException {
        Map<Kind, Duration> used = new EnumMap<>(Kind.class);
        Path tasks = Path.of("/proc/" + process + "/task");
        if (!Files.isDirectory(tasks)) {
            return used;
        }
        try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
            for (Path task : each) {
                add(task.resolve("stat"), used);
            }
        }
        return used;
    }

    private static void add(Path stat, Map<Kind, Duration> used) throws IOException {
        try {
            String line = new String(Files.readAllBytes(stat), StandardCharsets.UTF_8);
            int end = line.lastIndexOf(')');
            String[] fields = line.substring(end + 2).split(" ");
            long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
            Kind kind = Kind.of(line.substring(line.indexOf('(') + 1, end));
            used.merge(kind, Duration.ofMillis(ticks * TICK_MILLIS), Duration::plus);
        } catch (NoSuchFileException ended) {
            // a thread that has gone meanwhile
        }
    }
}
