package org.lanyard.pki.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.lanyard.vectors.RealPart;

/**
 * SoftHSM2, a PKCS#11 token in software. Its library reads one configuration for the life of the process, named by the
 * variable SOFTHSM2_CONF that the build sets, so the tokens of a run lie side by side and differ by their labels.
 */
public final class SoftHsm {
    private static final List<String> PLACES = List.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm.so",
            "/usr/local/lib/softhsm/libsofthsm2.so");

    /** The PIN of every token. */
    public static final String PIN = "271828";

    private static final int MOST = 12;
    private static Deque<String> fresh;

    private SoftHsm() {}

    /** The library; the test is skipped, or fails in CI, where it is not installed. */
    public static Path library() {
        Path found =
                PLACES.stream().map(Path::of).filter(Files::exists).findFirst().orElse(null);
        RealPart.require("softhsm2", found != null, "apt-get install softhsm2");
        RealPart.require("softhsm2", System.getenv("SOFTHSM2_CONF") != null, "run the tests by Maven");
        return found;
    }

    /** A fresh token's label; {@link #PIN} opens it. */
    public static synchronized String token() throws IOException, InterruptedException {
        if (fresh == null) {
            fresh = make();
        }
        return fresh.remove();
    }

    /** All at once: the library looks for tokens when it is loaded, and not again. */
    private static Deque<String> make() throws IOException, InterruptedException {
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = configuration.resolveSibling("softhsm2-tokens");
        if (Files.exists(tokens)) {
            try (Stream<Path> old = Files.walk(tokens)) {
                old.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(tokens);
        Files.writeString(
                configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Deque<String> labels = new ArrayDeque<>();
        for (int i = 0; i < MOST; i++) {
            labels.add(make("lanyard-" + UUID.randomUUID().toString().substring(0, 8)));
        }
        return labels;
    }

    private static String make(String label) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        label,
                        "--pin",
                        PIN,
                        "--so-pin",
                        "87654321")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("softhsm2-util: " + said);
        }
        return label;
    }
}
