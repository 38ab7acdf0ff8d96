package org.lanyard.pki.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.lanyard.vectors.RealPart;

/** Runs programs of this machine in a folder: what independent tools say. */
public record Programs(Path folder) {
    /** What a program printed, both streams as one, and how it ended. */
    public record Ended(String output, int exit) {}

    /** A program is wanted, which a Debian package brings. */
    public static void require(String program, String debianPackage) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Path.of(path, program).toFile().canExecute());
        RealPart.require(program, there, "apt-get install " + debianPackage);
    }

    /** Runs a program to its end. */
    public Ended run(String... words) throws IOException, InterruptedException {
        return run(List.of(words));
    }

    /** Runs a program to its end. */
    public Ended run(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(output, process.waitFor());
    }
}
