package org.lanyard.dist.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.store.TestStore;

@DisplayName("32 parents at once over bad lines: no key is lost, none is doubled, nobody is somebody else")
class ParentsAtOnceTest {
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final int SHORTEST_LIFE_MILLIS = 2_000;
    private static final int LONGEST_LIFE_MILLIS = 12_000;
    private static final int LIVES_OF_A_FOLDER = 12;

    @TempDir
    Path folder;

    @Test
    @DisplayName("a few seconds, on SQLite")
    void onSqlite() throws Exception {
        live(Grounds.sqlite(folder), System.nanoTime());
    }

    @Test
    @DisplayName("a few seconds, on PostgreSQL")
    void onPostgresql() throws Exception {
        try (TestStore store = TestStore.postgresql(Node.MIGRATIONS)) {
            live(new Grounds(folder, store.config()), System.nanoTime());
        }
    }

    @Test
    @Tag("long")
    @DisplayName("as long as told, killed again and again, on SQLite")
    void asLongAsToldOnSqlite() throws Exception {
        long until = until();
        for (int round = 0; System.nanoTime() < until; round++) {
            Path next = Files.createDirectory(folder.resolve("round-" + round));
            liveAndDie(Grounds.sqlite(next), until);
        }
    }

    @Test
    @Tag("long")
    @DisplayName("as long as told, killed again and again, on PostgreSQL")
    void asLongAsToldOnPostgresql() throws Exception {
        long until = until();
        for (int round = 0; System.nanoTime() < until; round++) {
            Path next = Files.createDirectory(folder.resolve("round-" + round));
            try (TestStore store = TestStore.postgresql(Node.MIGRATIONS)) {
                liveAndDie(new Grounds(next, store.config()), until);
            }
        }
    }

    private static long until() {
        return System.nanoTime()
                + Duration.ofSeconds(Long.getLong("lanyard.long.seconds", 120)).toNanos();
    }

    @FunctionalInterface
    private interface Lives {
        void of(ParentsAtOnce parents) throws Exception;
    }

    private static void live(Grounds grounds, long seed) throws Exception {
        with(grounds, seed, parents -> parents.live(SHORT));
    }

    private static void liveAndDie(Grounds grounds, long until) throws Exception {
        long seed = Long.getLong("lanyard.seed", System.nanoTime());
        Random random = new Random(seed);
        with(grounds, seed, parents -> {
            for (int life = 0; life < LIVES_OF_A_FOLDER && System.nanoTime() < until; life++) {
                int millis = SHORTEST_LIFE_MILLIS + random.nextInt(LONGEST_LIFE_MILLIS - SHORTEST_LIFE_MILLIS);
                parents.liveAndDie(Duration.ofMillis(millis));
            }
        });
    }

    private static void with(Grounds grounds, long seed, Lives lives) throws Exception {
        long used = Long.getLong("lanyard.seed", seed);
        try (ParentsAtOnce parents = new ParentsAtOnce(grounds, used)) {
            try {
                lives.of(parents);
            } catch (Exception | AssertionError broken) {
                throw new AssertionError("-Dlanyard.seed=" + used + ": " + broken.getMessage(), broken);
            }
            System.out.println("parents: " + parents.told() + ", seed " + used);
        }
    }
}
