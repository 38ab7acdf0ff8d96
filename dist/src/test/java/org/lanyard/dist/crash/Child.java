package org.lanyard.dist.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Java process of this class path that is there to be killed. */
public final class Child implements AutoCloseable {
    private static final int REMEMBERED = 60;
    private static final String END = "\0";

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final Thread listener;

    public Child(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        listener = new Thread(this::listen, "listens to " + main.getSimpleName());
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                remember(line);
                lines.add(line);
            }
        } catch (IOException killed) {
            remember("(its output ended: " + killed.getMessage() + ")");
        }
        lines.add(END);
    }

    /** The first line from now on that begins so; empty once the process is gone. Others are passed over. */
    public Optional<String> await(String prefix, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = lines.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("nothing that begins with \"" + prefix + "\" came:\n" + tail());
            } else if (line.equals(END)) {
                lines.add(END);
                return Optional.empty();
            } else if (line.startsWith(prefix)) {
                return Optional.of(line);
            }
        }
    }

    /** Says a line; false if the process is gone. */
    public boolean say(String line) {
        try {
            input.write(line + "\n");
            input.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether it ended by itself within that time. */
    public boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** SIGKILL; what is in the pipe is still read. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        listener.join();
    }

    private synchronized void remember(String line) {
        last.add(line);
        if (last.size() > REMEMBERED) {
            last.remove();
        }
    }

    /** Its last lines, for whoever has to find out. */
    public synchronized String tail() {
        return String.join("\n", last);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
