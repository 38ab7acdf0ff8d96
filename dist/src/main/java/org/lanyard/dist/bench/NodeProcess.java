package org.lanyard.dist.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * {@code lanyard serve} in a process of its own, with the JVM options of this one: those that the launcher gave. It can be
 * stopped and started again.
 */
final class NodeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_ASKING_NANOS = 2_000_000;
    /** By its name: the command knows this room, so this room must not know the command. */
    private static final String MAIN = "org.lanyard.dist.cli.Main";

    private static final int LAST_LINES = 12;

    private final URI base;
    private final Path configuration;
    private final Path log;
    private final List<String> options;
    private Process process;

    NodeProcess(URI base, Path configuration, Path log) {
        this(base, configuration, log, List.of());
    }

    private NodeProcess(URI base, Path configuration, Path log, List<String> options) {
        this.base = base;
        this.configuration = configuration;
        this.log = log;
        this.options = options;
    }

    /** The same node with more options of the JVM; not started yet. */
    NodeProcess with(String... more) {
        return new NodeProcess(base, configuration, log, List.of(more));
    }

    URI base() {
        return base;
    }

    /** Starts the node; how long it took from the call until the node said that it was ready. */
    synchronized Duration start() throws IOException {
        long from = System.nanoTime();
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() - from > PATIENCE.toNanos()) {
                throw new IOException("the node did not start:\n" + lastWords());
            }
            LockSupport.parkNanos(BETWEEN_ASKING_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // A debugger, a profiler or what measures tests' coverage belongs to this process alone.
            if (!option.startsWith("-agent") && !option.startsWith("-javaagent")) {
                command.add(option);
            }
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of("serve", "--config", configuration.toString()));
        return command;
    }

    private boolean ready() {
        try (KeptConnection connection = new KeptConnection(base)) {
            return connection.get("/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The CPU that the process has used since its start, user's and system's. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("the node is gone"));
    }

    /** The same by the kinds of its threads, where the system tells it. */
    Map<ThreadCpu.Kind, Duration> threads() throws IOException {
        return ThreadCpu.of(process.pid());
    }

    /** Bytes of memory that are resident, where the system tells it (Linux: VmRSS). */
    OptionalLong resident() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    /** How many files and sockets it has open, or threads: what is in {@code fd} or {@code task} of its {@code /proc}. */
    int count(String what) throws IOException {
        try (Stream<Path> each = Files.list(Path.of("/proc/" + process.pid(), what))) {
            return (int) each.count();
        }
    }

    /** What the node said last. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Stops it as a service manager would, and waits until it is gone. */
    @Override
    public synchronized void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        boolean gone = false;
        try {
            gone = process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!gone) {
            process.destroyForcibly();
        }
    }
}
