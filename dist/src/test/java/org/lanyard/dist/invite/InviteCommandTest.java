package org.lanyard.dist.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;

@DisplayName("lanyard invite, as the office types it")
class InviteCommandTest {
    private static final String BATCH = "lanyard invite --data DIR/data --school \"Ysgol Gwaun\""
            + " --issuer https://sign-in.example --yes --json";
    private static final Pattern CODE = Pattern.compile("\\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\\b");
    private static final Pattern SECOND = Pattern.compile("\\b\\d{4} \\d{4}\\b");

    @TempDir
    Path folder;

    private OfficeShell shell;

    @BeforeEach
    void families() throws Exception {
        shell = new OfficeShell(folder);
        try (Store store = shell.store()) {
            store.transact(tx -> {
                UUID child = Sql.one(
                                tx,
                                "SELECT id FROM person WHERE given_name = 'Cadi'",
                                row -> UUID.fromString(row.getString(1)))
                        .orElseThrow();
                UUID other = Sql.one(
                                tx,
                                "SELECT id FROM person WHERE given_name = 'Alys'",
                                row -> UUID.fromString(row.getString(1)))
                        .orElseThrow();
                guardian(tx, "Siân Morgan", other);
                guardian(tx, "Aisha Khan", other);
                guardian(tx, "Nia Pugh", child);
                UUID darren = guardian(tx, "Darren Pugh", child);
                return Sql.update(
                        tx,
                        "INSERT INTO restriction (id, guardian_id, child_id, since, until_at, reference)"
                                + " VALUES ('r', ?, ?, 1, NULL, 'order')",
                        darren,
                        child);
            });
        }
    }

    private UUID guardian(org.jdbi.v3.core.Handle tx, String name, UUID child) {
        UUID id = shell.person(tx, "guardian", name);
        Sql.update(tx, "DELETE FROM person_school WHERE person_id = ?", id);
        Sql.update(
                tx,
                "INSERT INTO guardianship (id, guardian_id, child_id, kind, status, rights, from_at, source)"
                        + " VALUES (?, ?, ?, 'carer', 'proposed', '', 1, 'test')",
                UUID.randomUUID(),
                id,
                child);
        return id;
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }

    private long count(String what) {
        try (Store store = shell.store()) {
            return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM " + what, row -> row.getLong(1)))
                    .orElseThrow();
        }
    }

    @Test
    @DisplayName("one person: codes once, another, listed, shown, withdrawn; refused with a hint")
    void one() throws Exception {
        Transcript.ofResource(InviteCommandTest.class, "one.transcript").replay(shell);
    }

    @Test
    @DisplayName("a school: letters and second codes apart, and none for a family under a restriction")
    void school() throws Exception {
        Transcript.ofResource(InviteCommandTest.class, "school.transcript").replay(shell);
        assertFalse(Files.exists(folder.resolve("letters.pdf.unfinished")), "the drafts are gone");
        assertFalse(Files.exists(folder.resolve("more.pdf.unfinished")), "a run without letters leaves nothing");
        String letters = text(folder.resolve("letters.pdf"));
        String second = text(folder.resolve("second.pdf"));
        assertEquals(2, all(CODE, letters).size());
        assertEquals(List.of(), all(SECOND, letters), "no second code on a letter");
        assertEquals(2, all(SECOND, second).size());
        assertEquals(List.of(), all(CODE, second), "no code of a letter on the sheet");
        assertTrue(letters.contains("Siân Morgan") && letters.contains("Ysgol Gwaun"), letters);
        assertFalse(letters.contains("Pugh"), letters);
    }

    @Test
    @DisplayName("a run that could not print is taken up: the same codes, and nobody is invited twice")
    void resumed() throws Exception {
        Files.createDirectories(folder.resolve("second.pdf"));
        List<String> broken = shell.run(
                new Transcript.Step(BATCH + " --letters DIR/letters --second-codes DIR/second.pdf", List.of()));
        assertEquals("[exit 1]", broken.get(broken.size() - 1));
        assertEquals(2, count("invitation"));
        assertTrue(Files.isDirectory(folder.resolve("letters.unfinished")), "the drafts are kept");
        Files.delete(folder.resolve("second.pdf"));
        String taken = shell.run(BATCH + " --letters DIR/letters --second-codes DIR/second.pdf")
                .get(0);
        assertTrue(taken.contains("\"invited\":0,\"taken_up\":2,"), taken);
        assertEquals(2, count("invitation"));
        assertEquals(2, all(SECOND, text(folder.resolve("second.pdf"))).size());
        try (Stream<Path> letters = Files.list(folder.resolve("letters"))) {
            assertEquals(
                    2, letters.filter(file -> file.toString().endsWith(".pdf")).count());
        }
        assertFalse(Files.exists(folder.resolve("letters.unfinished")));
    }
}
