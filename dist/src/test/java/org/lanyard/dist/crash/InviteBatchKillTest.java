package org.lanyard.dist.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.cli.Main;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.session.login.Secret;

@DisplayName("kill -9 of a batch of invitations: run again, each has one letter, whose codes are the store's")
class InviteBatchKillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Pattern CODE = Pattern.compile("\\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\\b");
    private static final Pattern SECOND = Pattern.compile("\\b\\d{4} \\d{4}\\b");

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("lanyard.seed", System.nanoTime()));

    @Test
    @DisplayName("150 guardians, killed once")
    void few() throws Exception {
        invite(150, 1);
    }

    @Test
    @Tag("long")
    @DisplayName("2,000 guardians, killed 10 times")
    void many() throws Exception {
        invite(2_000, 10);
    }

    private void invite(int guardians, int kills) throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        try (Store store = shell.store()) {
            store.transact(tx -> {
                for (int i = 0; i < guardians; i++) {
                    shell.person(tx, "guardian", "Guardian Number" + i);
                }
                return null;
            });
        }
        int killed = 0;
        for (int i = 0; i < kills; i++) {
            killed += live(guardians) ? 1 : 0;
        }
        try (Child last = start()) {
            assertTrue(last.endsWithin(PATIENCE.toMillis()), last::tail);
            assertTrue(last.tail().contains(guardians + " of " + guardians) || guardians >= 1_000, last::tail);
        }
        assertTrue(killed > 0, "the batch was over before it could be killed");
        check(shell, guardians);
    }

    /** One life: until some time after its first draft. False if it was done before. */
    private boolean live(int guardians) throws Exception {
        long before = drafts();
        try (Child child = start()) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> drafts() > before + random.nextInt(guardians / 4) || child.endsWithin(0));
            boolean over = child.endsWithin(0);
            child.kill();
            return !over;
        }
    }

    private long drafts() throws IOException {
        Path part = folder.resolve("letters.pdf.unfinished");
        if (!Files.isDirectory(part)) {
            return 0;
        }
        try (var files = Files.list(part)) {
            return files.count();
        }
    }

    private Child start() throws IOException {
        return new Child(
                Main.class,
                "invite",
                "--data",
                folder.resolve("data").toString(),
                "--school",
                "Ysgol Gwaun",
                "--issuer",
                "https://sign-in.example",
                "--letters",
                folder.resolve("letters.pdf").toString(),
                "--second-codes",
                folder.resolve("second.pdf").toString(),
                "--yes");
    }

    private void check(OfficeShell shell, int guardians) throws Exception {
        List<String> codes = all(CODE, folder.resolve("letters.pdf"));
        assertEquals(guardians, codes.size(), "one letter each");
        assertEquals(guardians, new HashSet<>(codes).size());
        assertEquals(guardians, all(SECOND, folder.resolve("second.pdf")).size());
        assertFalse(Files.exists(folder.resolve("letters.pdf.unfinished")), "the drafts are gone");
        try (Store store = shell.store()) {
            assertEquals(guardians, count(store, "invitation"), "nobody was invited twice");
            assertEquals(guardians, count(store, "(SELECT DISTINCT person_id FROM invitation) AS people"));
            for (String code : codes) {
                byte[] hash = Secret.hash("invitation " + code.replace("-", ""));
                assertEquals(
                        1,
                        store.read(h -> Sql.one(
                                        h,
                                        "SELECT COUNT(*) FROM invitation WHERE withdrawn_at IS NULL AND code_hash = ?",
                                        row -> row.getInt(1),
                                        (Object) hash))
                                .orElseThrow());
            }
        }
    }

    private static List<String> all(Pattern pattern, Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return pattern.matcher(new PDFTextStripper().getText(document))
                    .results()
                    .map(found -> found.group())
                    .toList();
        }
    }

    private static long count(Store store, String what) {
        return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM " + what, row -> row.getLong(1)))
                .orElseThrow();
    }
}
