package org.lanyard.dist.readme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.lanyard.pki.testing.Transcript;

/**
 * One shell for all the commands of a section, with {@code lanyard} and {@code ./lanyard} as the launcher. A command that
 * ends with {@code &} goes on while the next ones run; it has done its part when its last expected line is there.
 */
final class Bash implements Transcript.Shell, AutoCloseable {
    private static final String DONE = "@@done ";
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final Writer typed;
    private final LinkedBlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final BiPredicate<String, String> matches;

    /** @param matches whether a printed line (second) is what an expected one (first) says */
    Bash(Path folder, BiPredicate<String, String> matches) throws IOException {
        this.matches = matches;
        Path launcher = Path.of(System.getProperty("lanyard.root"), "lanyard");
        Files.createSymbolicLink(folder.resolve("lanyard"), launcher);
        ProcessBuilder builder = new ProcessBuilder("setsid", "bash", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        process = builder.start();
        typed = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "bash");
        reader.setDaemon(true);
        reader.start();
        type("set -m");
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(printed::add);
        } catch (IOException | UncheckedIOException closed) {
            printed.add(DONE + "closed");
        }
    }

    private void type(String line) throws IOException {
        typed.write(line + "\n");
        typed.flush();
    }

    @Override
    public List<String> run(Transcript.Step step) throws Exception {
        type(step.command());
        type("printf '\\n%s%s\\n' '" + DONE + "' $?");
        List<String> lines = new ArrayList<>();
        String line = next(step);
        while (!line.startsWith(DONE)) {
            lines.add(line);
            line = next(step);
        }
        // The empty line is printed before the mark, for commands that end without a line end.
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        if (step.command().endsWith("&")) {
            lines.remove("");
            awaitLast(step, lines);
        }
        lines.add("[exit " + line.substring(DONE.length()) + "]");
        return lines;
    }

    private void awaitLast(Transcript.Step step, List<String> lines) throws InterruptedException {
        String last = step.expected().get(step.expected().size() - 1);
        while (lines.isEmpty() || !matches.test(last, lines.get(lines.size() - 1))) {
            lines.add(next(step));
        }
    }

    private String next(Transcript.Step step) throws InterruptedException {
        String line = printed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing more is printed by: " + step.command());
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        typed.close();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
