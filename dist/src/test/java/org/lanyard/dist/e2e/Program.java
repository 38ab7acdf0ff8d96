package org.lanyard.dist.e2e;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The {@code lanyard} command in a process of its own: this build's classes, the launcher's options. */
final class Program implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("lanyard.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        follow(process.getInputStream(), out);
        follow(process.getErrorStream(), err);
    }

    static Program start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try {
            command.addAll(options(arguments[0]));
            command.addAll(List.of("-cp", classPath(), "org.lanyard.dist.cli.Main"));
            command.addAll(List.of(arguments));
            return new Program(String.join(" ", arguments), new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the launcher's own function makes of this JDK and command, without what only a finished build has. */
    private static List<String> options(String command) throws IOException {
        String function = """
                eval "$(sed -n '/^jvm_options()/,/^}/p' lanyard)"
                use_archive() { :; }
                jdk_major=%d app=/nowhere
                jvm_options "$0" >&2
                printf '%%s\\n' "${jvm[@]}"
                """.formatted(Runtime.version().feature());
        Process bash = new ProcessBuilder("bash", "-euc", function, command)
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = bash.inputReader(StandardCharsets.UTF_8)) {
            List<String> options = lines.lines().toList();
            if (options.isEmpty()) {
                throw new IllegalStateException("the launcher has no function jvm_options any more");
            }
            return options;
        }
    }

    /** Without the tests' own classes: their logging is not the program's. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void follow(InputStream from, List<String> to) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        lines.lines().forEach(to::add);
                    } catch (IOException | UncheckedIOException gone) {
                        // The process ended.
                    }
                },
                "program-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for a line of its output that has this in it. */
    String await(String part) {
        return await(line -> line.contains(part), part);
    }

    private String await(Predicate<String> wanted, String what) {
        Awaitility.await("\"" + what + "\" from lanyard " + name)
                .atMost(PATIENCE)
                .conditionEvaluationListener(seen -> {
                    if (!process.isAlive()
                            && !seen.isSatisfied()
                            && out.stream().noneMatch(wanted)) {
                        throw new IllegalStateException(this + " ended with " + process.exitValue());
                    }
                })
                .until(() -> out.stream().anyMatch(wanted));
        return out.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Kills what it has started with {@code kill -9}; how many there were. */
    int killChildren() {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        return children.size();
    }

    /** What it printed so far. */
    List<String> output() {
        return List.copyOf(out);
    }

    /** What it logged so far. */
    List<String> log() {
        return List.copyOf(err);
    }

    /** As Ctrl-C does it. */
    void stop() {
        process.destroy();
        end();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        end();
    }

    private void end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(this + " does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        return "lanyard " + name + "\n" + String.join("\n", out) + "\n" + String.join("\n", err);
    }
}
