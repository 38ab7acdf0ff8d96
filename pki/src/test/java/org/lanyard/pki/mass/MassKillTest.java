package org.lanyard.pki.mass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;

@DisplayName("kill -9 of a mass action, and pki mass resume")
class MassKillTest {
    private static final int NORMALLY = 6_000;
    private static final int LONG = 20_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName("loses nothing, does nothing twice, and the door stays closed meanwhile")
    void once() throws Exception {
        int killed = 0;
        long seed = Long.getLong("lanyard.seed", System.nanoTime());
        for (int round = 0; killed == 0 && round < 5; round++) {
            killed += suspend(Files.createDirectory(folder.resolve("round-" + round)), NORMALLY, seed + round, 2);
        }
        assertTrue(killed > 0, "it was always faster than the kill");
    }

    @Test
    @Tag("long")
    @DisplayName("as long as told, and 20 kills at least")
    void asLongAsTold() throws Exception {
        long until = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("lanyard.long.seconds", 60)).toNanos();
        long seed = Long.getLong("lanyard.seed", System.nanoTime());
        int killed = 0;
        for (int round = 0; killed < 20 || System.nanoTime() < until; round++) {
            killed += suspend(Files.createDirectory(folder.resolve("round-" + round)), LONG, seed + round, 6);
        }
        System.out.println("kills: " + killed + " of a mass action");
    }

    /** Kills it so many times at most, each time somewhere in what is left, and then lets it finish. */
    private static int suspend(Path folder, int count, long seed, int kills) throws Exception {
        Random random = new Random(seed);
        int killed = 0;
        try (Store store = Store.open(StoreConfig.sqlite(folder.resolve("lanyard.db")), "pki")) {
            Cards cards = new Cards(store, folder);
            cards.add(0, count, "card-9e", "october", "p-256");
            cards.add(count, count + 100, "card-9e", "november", "p-256");
            // The killed one has the machine's own clock.
            store.transact(tx -> Sql.update(tx, "UPDATE certificate SET issued_at = 0"));
            for (int life = 0; life < kills && good(cards) > 100; life++) {
                long until = 100 + random.nextInt((int) good(cards) - 100);
                killed += kill(start(folder, command(cards, count)), cards, until, random) ? 1 : 0;
                check(cards, count, "-Dlanyard.seed=" + seed);
            }
            // Killed in its last breath, nothing may be left to do.
            assertEquals(0, start(folder, command(cards, count)).waitFor(), () -> read(folder.resolve("output")));
            check(cards, count, "-Dlanyard.seed=" + seed);
            assertEquals(count, cards.count("HELD"));
            assertEquals(1, cards.events("mass.begun"));
            assertEquals(1, cards.events("mass.finished"));
            assertEquals(CertificateStatus.GOOD, lock(cards, count));
        }
        return killed;
    }

    private static long good(Cards cards) {
        return cards.count("GOOD");
    }

    private static Optional<MassJob> job(Cards cards) {
        return cards.store.read(handle -> MassJobs.list(handle, 2)).stream().findFirst();
    }

    /** Killed before its first commit, it has to be asked for again; after that it goes on. */
    private static List<String> command(Cards cards, int count) {
        return job(cards).isPresent()
                ? List.of("mass", "resume")
                : List.of("mass", "suspend", "--batch", "october", "--yes", "" + count, "--why", "suspect");
    }

    private static Process start(Path folder, List<String> command) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledMassCommand.class.getName()));
        words.addAll(command);
        words.addAll(List.of("--data", folder.toString()));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** Kills it once so few are left to do; false where it was through before. */
    private static boolean kill(Process process, Cards cards, long left, Random random) throws Exception {
        Awaitility.await()
                .atMost(120, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !process.isAlive() || job(cards).isPresent() && good(cards) <= left);
        process.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        return process.waitFor() == 137;
    }

    /** What the job says is what the records say, and what the audit trail says; the door is closed to all of them. */
    private static void check(Cards cards, int count, String seed) throws Exception {
        long held = cards.count("HELD");
        assertEquals(held, cards.events("certificate.held"), seed);
        assertEquals(held, job(cards).map(MassJob::changed).orElse(0L), seed);
        assertEquals(held, distinct(cards), seed);
        if (job(cards).isPresent()) {
            for (int i = 0; i < count; i += count / 50) {
                assertEquals(CertificateStatus.HELD, lock(cards, i), seed);
            }
        }
        assertEquals(CertificateStatus.GOOD, lock(cards, count + 50), seed);
    }

    private static long distinct(Cards cards) {
        return cards.store
                .read(handle -> Sql.one(
                        handle,
                        "SELECT COUNT(DISTINCT subject) FROM audit_row WHERE kind = 'certificate.held'",
                        row -> row.getLong(1)))
                .orElseThrow();
    }

    private static CertificateStatus lock(Cards cards, int i) {
        return cards.store.transact(tx -> cards.registry.lock(tx, cards.id(i)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
