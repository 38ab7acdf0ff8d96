package org.lanyard.pki.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("kill -9 of an authority while it issues, revokes and publishes")
class AuthorityKillTest {
    private static final int NORMALLY = 10;
    private static final int LIVES_OF_A_FOLDER = 40;

    @TempDir
    Path folder;

    @Test
    @DisplayName("leaves no certificate without a record, no number used twice, nothing good that was revoked")
    void someTimes() throws Exception {
        kill(folder, NORMALLY, Long.getLong("lanyard.seed", System.nanoTime()), Long.MAX_VALUE);
    }

    @Test
    @Tag("long")
    @DisplayName("as long as told, and 200 times at least")
    void asLongAsTold() throws Exception {
        long until = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("lanyard.long.seconds", 60)).toNanos();
        long seed = Long.getLong("lanyard.seed", System.nanoTime());
        int lives = 0;
        for (int round = 0; lives < 200 || System.nanoTime() < until; round++) {
            Path next = Files.createDirectory(folder.resolve("round-" + round));
            lives += kill(next, LIVES_OF_A_FOLDER, seed + round, lives < 200 ? Long.MAX_VALUE : until);
        }
    }

    private static int kill(Path folder, int times, long seed, long until) throws Exception {
        AuthorityFolder.make(folder);
        Random random = new Random(seed);
        Said said = new Said();
        int lives = 0;
        for (; lives < times && System.nanoTime() < until; lives++) {
            try {
                live(folder, random, said);
                Afterwards.check(folder, said);
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "life " + lives + ", -Dlanyard.seed=" + seed + ": " + broken.getMessage(), broken);
            }
        }
        assertTrue(said.handedOut() > 0 && said.revoked() > 0 && said.published() > 0, said.toString());
        System.out.println("kills: " + lives + " of an authority, " + said);
        return lives;
    }

    /** Lets it begin to work, kills it a moment later, and reads what was still in the pipe. */
    private static void live(Path folder, Random random, Said said) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledAuthority.class.getName(),
                        folder.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        // Some die while they warm up, most when they have found their pace.
        String begun = random.nextInt(4) == 0 ? "" : "P";
        long moment = random.nextInt(800);
        Thread killer = null;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            StringBuilder line = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                // A line without its end was cut off by the kill.
                said.hear(line.toString());
                if (killer == null && line.indexOf(begun) == 0) {
                    killer = new Thread(() -> killAfter(process, moment));
                    killer.start();
                }
                line.setLength(0);
            }
        } finally {
            process.destroyForcibly();
        }
        assertTrue(killer != null, () -> "it never began: " + read(folder.resolve("stderr")));
        killer.join();
        assertEquals(137, process.waitFor(), () -> "it ended by itself: " + read(folder.resolve("stderr")));
    }

    private static void killAfter(Process process, long millis) {
        try {
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Through the handle: Process's own method would close the pipe with lines still in it.
        process.toHandle().destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
