package org.lanyard.pki.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("kill -9 of the writing process")
class KillTest {
    private static final long SEED = 20261123;

    @TempDir
    Path folder;

    @Test
    @DisplayName("loses nothing that was acknowledged, and leaves no half unit")
    void someTimes() throws Exception {
        kill(3, Long.MAX_VALUE);
    }

    @Test
    @Tag("long")
    @DisplayName("for as long as told loses nothing either")
    void manyTimes() throws Exception {
        long length = TimeUnit.SECONDS.toNanos(Long.getLong("lanyard.long.seconds", 60));
        kill(1000, System.nanoTime() + length);
    }

    private void kill(int lives, long until) throws Exception {
        Path file = folder.resolve("killed.db");
        Set<String> acknowledged = new HashSet<>();
        Random random = new Random(SEED);
        for (int life = 0; life < lives && System.nanoTime() < until; life++) {
            int before = acknowledged.size();
            live(file, life, before + 50 + random.nextInt(2_000), acknowledged);
            assertTrue(acknowledged.size() > before);
            check(file, acknowledged);
        }
    }

    /** Reads acknowledgements until there are so many, kills, and reads what was still in the pipe. */
    private static void live(Path file, int life, int enough, Set<String> acknowledged) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Integer.toString(life))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            StringBuilder line = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                // A line without its end was cut off by the kill: not an acknowledgement.
                acknowledged.add(line.toString());
                line.setLength(0);
                if (acknowledged.size() == enough) {
                    // Through the handle: Process's own method would close the pipe with lines still in it.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void check(Path file, Set<String> acknowledged) {
        try (Store store = Store.open(StoreConfig.sqlite(file), "pki", "signin")) {
            Set<String> parents = ids(store, "m_parent");
            assertEquals(parents, ids(store, "m_child"), "units are whole");
            Set<String> lost = new HashSet<>(acknowledged);
            lost.removeAll(parents);
            assertEquals(Set.of(), lost, "seed " + SEED);
            List<String> integrity = store.read(h -> Sql.list(h, "PRAGMA integrity_check", row -> row.getString(1)));
            assertEquals(List.of("ok"), integrity);
        }
    }

    private static Set<String> ids(Store store, String table) {
        return new HashSet<>(store.<List<String>, RuntimeException>read(
                h -> Sql.list(h, "SELECT id FROM " + table, row -> row.getString(1))));
    }
}
