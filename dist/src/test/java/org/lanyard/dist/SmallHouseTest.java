package org.lanyard.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What keeps the house small enough to find one's way in it. */
class SmallHouseTest {

    private static final int MOST_LINES = 400;
    private static final Path ROOT = Path.of(System.getProperty("lanyard.root"));
    private static final List<String> MODULES =
            List.of("test-vectors", "pki", "card-reader", "webauthn-server", "session-service", "dist");

    @Test
    @DisplayName("no source file is over 400 lines")
    void files_are_small() {
        assertEquals(
                List.of(), sources().filter(f -> lines(f).size() > MOST_LINES).toList());
    }

    @Test
    @DisplayName("every room says its rule in a package-info.java")
    void rooms_say_their_rule() {
        var rooms = sources()
                .filter(f -> f.toString().contains("/src/main/"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertFalse(rooms.isEmpty(), "no sources under " + ROOT);
        assertEquals(
                List.of(),
                rooms.stream()
                        .filter(r -> !Files.exists(r.resolve("package-info.java")))
                        .toList());
    }

    private static Stream<Path> sources() {
        return MODULES.stream().flatMap(m -> under(ROOT.resolve(m).resolve("src")));
    }

    private static Stream<Path> under(Path dir) {
        try (var files = Files.walk(dir)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
