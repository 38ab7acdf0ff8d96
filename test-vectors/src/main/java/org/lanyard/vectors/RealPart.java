package org.lanyard.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A part of the real world that a test needs: a browser, a card daemon, a file that is not in this repository.
 *
 * <p>On a developer's machine a test without its real part is skipped and says what to install. Where the
 * environment variable {@code CI} is {@code true} it fails, because a pipeline that quietly skips proves nothing.
 *
 * <p>What was skipped is noted in {@code target/skipped} of the whole, a file for each test class and part; the build prints
 * them at its end.
 */
public final class RealPart {
    private RealPart() {}

    /**
     * Lets the calling test go on only if its real part is here.
     *
     * @param what the part, by the name that a sysadmin knows, such as {@code "pcscd"}
     * @param present whether it was found
     * @param howToInstall one sentence or command that puts it there
     * @throws org.opentest4j.TestAbortedException if it is absent, which skips the test
     * @throws AssertionError if it is absent and {@code CI=true}
     */
    public static void require(String what, boolean present, String howToInstall) {
        require(what, present, howToInstall, "true".equals(System.getenv("CI")));
    }

    static void require(String what, boolean present, String howToInstall, boolean ci) {
        Optional<Path> notes =
                Optional.ofNullable(System.getProperty("lanyard.root")).map(root -> Path.of(root, "target", "skipped"));
        require(what, present, howToInstall, ci, notes);
    }

    static void require(String what, boolean present, String howToInstall, boolean ci, Optional<Path> notes) {
        if (present) {
            return;
        }
        String message = what + " is missing on this machine. " + howToInstall;
        if (ci) {
            Assertions.fail(message);
        }
        notes.ifPresent(folder -> note(folder, what, message));
        Assumptions.abort(message);
    }

    private static void note(Path folder, String what, String message) {
        String test = StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .map(name -> name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", ""))
                        .filter(name -> name.endsWith("Test") || name.endsWith("IT"))
                        .findFirst()
                        .orElse("a test"));
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve(test + "-" + what.replaceAll("[^A-Za-z0-9]+", "-") + ".txt"),
                    (test + ": " + message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
