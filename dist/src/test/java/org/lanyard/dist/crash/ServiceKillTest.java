package org.lanyard.dist.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.store.TestStore;

@DisplayName("kill -9 of the service under load: what was acknowledged holds, and no challenge is taken twice")
class ServiceKillTest {
    private static final int NORMALLY = 20;
    private static final int ON_POSTGRESQL = 4;
    private static final int LIVES_OF_A_FOLDER = 40;

    @TempDir
    Path folder;

    @Test
    @DisplayName("20 times, on SQLite")
    void onSqlite() throws Exception {
        kill(Grounds.sqlite(folder), NORMALLY, seed(), Long.MAX_VALUE);
    }

    @Test
    @DisplayName("a few times, on PostgreSQL")
    void onPostgresql() throws Exception {
        try (TestStore store = TestStore.postgresql(Node.MIGRATIONS)) {
            kill(new Grounds(folder, store.config()), ON_POSTGRESQL, seed(), Long.MAX_VALUE);
        }
    }

    @Test
    @Tag("long")
    @DisplayName("as long as told, on SQLite")
    void asLongAsTold() throws Exception {
        long until = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("lanyard.long.seconds", 60)).toNanos();
        for (int round = 0; System.nanoTime() < until; round++) {
            Path next = folder.resolve("round-" + round);
            Files.createDirectory(next);
            kill(Grounds.sqlite(next), LIVES_OF_A_FOLDER, seed(), until);
        }
    }

    private static long seed() {
        return Long.getLong("lanyard.seed", System.nanoTime());
    }

    private static void kill(Grounds grounds, int times, long seed, long until) throws Exception {
        try (Killing killing = new Killing(grounds, seed)) {
            try {
                while (killing.lives() < times && System.nanoTime() < until) {
                    killing.liveAndDie();
                }
            } catch (Exception | AssertionError broken) {
                throw new AssertionError(
                        "life " + killing.lives() + ", -Dlanyard.seed=" + seed + ": " + broken.getMessage(), broken);
            }
            System.out.println("kills: " + killing.lives() + ", sign-ins: " + killing.signIns());
        }
    }
}
