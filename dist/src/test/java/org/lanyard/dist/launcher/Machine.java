package org.lanyard.dist.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A machine for the launcher: a clone with nothing but the launcher, and only the programs that a test puts on the PATH. */
final class Machine {
    /** What every Debian machine has, and the launcher uses. */
    private static final List<String> TOOLS =
            List.of("bash", "basename", "cat", "dirname", "find", "grep", "head", "mktemp", "readlink", "rm", "sed");

    private final Path clone;
    private final Path path;
    private final Map<String, String> environment = new TreeMap<>();

    /** What came of a command. */
    record Ran(int exit, String told) {}

    Machine(Path folder) throws IOException {
        clone = Files.createDirectories(folder.resolve("clone"));
        path = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of(System.getProperty("lanyard.root"), "lanyard"), clone.resolve("lanyard"));
        for (String tool : TOOLS) {
            write(path.resolve(tool), "#!/bin/sh\nexec " + where(tool) + " \"$@\"\n");
        }
        environment.put("PATH", path.toString());
        environment.put("HOME", folder.toString());
    }

    private static Path where(String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + tool));
    }

    /** Puts a program on the PATH that says its name and arguments, and does no more than {@code script}. */
    Machine with(String program, String script) throws IOException {
        return program(path.resolve(program), "echo \"" + program + " $*\"\n" + script);
    }

    /** A program of the clone. */
    Machine inClone(String program, String script) throws IOException {
        return program(clone.resolve(program), script);
    }

    /** A JDK of that version, as far as its files tell; answers its folder. */
    Path jdk(String version) throws IOException {
        Path jdk = Files.createDirectories(clone.resolveSibling("jdk-" + version));
        program(Files.createDirectories(jdk.resolve("bin")).resolve("java"), "echo started");
        program(jdk.resolve("bin/javac"), "");
        Files.write(jdk.resolve("release"), List.of("IMPLEMENTOR=\"Nobody\"", "JAVA_VERSION=\"" + version + "\""));
        return jdk;
    }

    /** Who sits there. */
    Machine user(int id) throws IOException {
        return program(path.resolve("id"), "echo " + id);
    }

    Machine set(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    private Machine program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        write(file, "#!/bin/bash\n" + script + "\n");
        return this;
    }

    private static void write(Path file, String script) throws IOException {
        Files.write(file, script.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs {@code ./lanyard} with arguments; output and errors together. */
    Ran lanyard(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(path.resolve("bash").toString(), "lanyard"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end:\n" + told);
        }
        return new Ran(process.exitValue(), told);
    }
}
