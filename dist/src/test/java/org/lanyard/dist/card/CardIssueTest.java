package org.lanyard.dist.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.dist.office.Progress;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;

@DisplayName("lanyard card issue, replace, unblock: with software cards")
class CardIssueTest {
    @TempDir
    Path folder;

    @Test
    void issued() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        Files.writeString(folder.resolve("class.csv"), "person\nCadi Prydderch\nSiôn Ŵyn\n\"Alys Rees\"\n");
        Files.writeString(folder.resolve("wrong.csv"), "person\nCadi Prydderch\nNobody Here\n");
        Transcript.ofResource(CardIssueTest.class, "issue.transcript").replay(shell);
        for (String secret : List.of("letters", "cards")) {
            try (Stream<Path> files = Files.list(folder.resolve(secret))) {
                files.forEach(file -> assertEquals("rw-------", rights(file)));
            }
        }
        try (Store store = shell.store()) {
            assertEquals(3, count(store, "card WHERE status = 'active'"));
            assertEquals(0, orphans(store), "no good certificate but those of active cards");
            assertEquals(6, count(store, "certificate WHERE status = 'GOOD' AND subject LIKE 'urn:uuid:%'"));
            assertEquals(4, count(store, "certificate WHERE batch = 'Delivery 7'"));
            assertEquals(3, count(store, "card_puk"));
        }
    }

    @Test
    @DisplayName("an interrupted run is taken up: assigned, half written, or complete and not active yet")
    void interrupted() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        String issue = "lanyard card issue --data DIR/data --passphrase-file DIR/issuing.pass --soft-cards DIR/cards"
                + " --person \"Cadi Prydderch\"";
        shell.run(issue);
        try (Store store = shell.store()) {
            // As if the power went before the last commit.
            store.transact(tx -> Sql.update(tx, "UPDATE card SET status = 'personalised'"));
        }
        assertTrue(shell.run(issue)
                .contains("Issued 0, completed 1 that an earlier run had written, 0 had one, 0 failed."));
        try (Store store = shell.store()) {
            // As if it went before the receipt was kept: the card is whole, and nobody knows its PUK.
            store.transact(tx -> {
                Sql.update(tx, "DELETE FROM card_key");
                Sql.update(tx, "DELETE FROM card_puk");
                return Sql.update(tx, "UPDATE card SET status = 'assigned'");
            });
        }
        Files.delete(folder.resolve("cards").resolve(only(folder.resolve("cards"))));
        assertTrue(shell.run(issue)
                .contains("Issued 1, completed 0 that an earlier run had written, 0 had one, 0 failed."));
        try (Store store = shell.store()) {
            assertEquals(1, count(store, "card"));
            assertEquals(0, orphans(store));
            assertEquals(2, count(store, "certificate WHERE status = 'REVOKED' AND subject LIKE 'urn:uuid:%'"));
        }
    }

    @Test
    @DisplayName("the bar has rate and remaining time")
    void bar() {
        assertEquals(
                "[#######.......................] 120 of 500, 12.0 a second, about 32 s left",
                Progress.line(120, 500, 10_000_000_000L));
    }

    private static String only(Path cards) throws Exception {
        try (Stream<Path> files = Files.list(cards)) {
            return files.findFirst().orElseThrow().getFileName().toString();
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long orphans(Store store) {
        return count(
                store,
                "certificate c WHERE c.status IN ('GOOD', 'PENDING') AND c.subject LIKE 'urn:uuid:%' AND NOT EXISTS"
                        + " (SELECT 1 FROM card k WHERE k.status = 'active' AND 'urn:uuid:' || k.id = c.subject)");
    }

    private static long count(Store store, String what) {
        return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM " + what, row -> row.getLong(1)))
                .orElseThrow();
    }
}
