package org.lanyard.dist.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.dist.cli.Main;
import org.lanyard.dist.crash.Child;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

@DisplayName("lanyard card issue and unblock at a PC/SC reader, one card after the other")
class CardReaderIssueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Pcscd pcscd;
    private OfficeShell shell;

    @BeforeEach
    void start() throws Exception {
        pcscd = Pcscd.start();
        shell = new OfficeShell(folder);
    }

    @AfterEach
    void stop() {
        pcscd.close();
    }

    @Test
    @DisplayName(
            "a card that leaves too early gets nobody in; the next run completes it, and a blocked PIN is opened again")
    void one_after_the_other() throws Exception {
        Files.writeString(folder.resolve("class.csv"), "person\nCadi Prydderch\nAlys Rees\n");
        SoftCard left = blank();
        try (Child office = issue()) {
            put(office, left, true);
            put(office, blank(), false);
            assertTrue(office.await("Issued 1", PATIENCE).isPresent(), office::tail);
            assertTrue(office.tail().contains("1 failed."), office::tail);
        }
        try (Store store = shell.store()) {
            assertEquals(1, count(store, "card WHERE status = 'active'"));
            assertEquals(1, count(store, "card WHERE status = 'assigned'"));
        }
        try (Child office = issue()) {
            put(office, left, false);
            assertTrue(
                    office.await(
                                    "Issued 1, completed 0 that an earlier run had written, 1 had one, 0 failed.",
                                    PATIENCE)
                            .isPresent(),
                    office::tail);
        }
        try (Store store = shell.store()) {
            assertEquals(1, count(store, "card WHERE status = 'active' AND id = '" + left.id() + "'"));
            assertEquals(4, count(store, "certificate WHERE status = 'GOOD' AND subject LIKE 'urn:uuid:%'"));
        }
        SoftCard blocked = left.withPinBlocked();
        assertEquals(0, blocked.pinTriesLeft());
        try (VpcdCard in = insert(blocked);
                Child office =
                        lanyard("unblock", "--mailer", file("letter.pdf"), "--yes", "--why", "three wrong PINs")) {
            assertTrue(in.isInserted());
            assertTrue(office.await("Done: the card has a new PIN.", PATIENCE).isPresent(), office::tail);
        }
        assertTrue(blocked.pinTriesLeft() > 0);
        assertTrue(Files.size(folder.resolve("letter.pdf")) > 1_000);
        try (Stream<Path> letters = Files.list(folder.resolve("letters"))) {
            assertEquals(2, letters.count());
        }
    }

    private Child issue() throws Exception {
        return lanyard(
                "issue",
                "--passphrase-file",
                file("issuing.pass"),
                "--batch",
                file("class.csv"),
                "--mailers",
                file("letters"));
    }

    private Child lanyard(String command, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of("card", command, "--data", file("data"), "--reader", Pcscd.READER));
        line.addAll(List.of(more));
        return new Child(Main.class, line.toArray(new String[0]));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Puts a card in when asked, and takes it out when asked, or while it is being written. */
    private static void put(Child office, SoftCard card, boolean tooEarly) throws Exception {
        assertTrue(office.await("Put a card for ", PATIENCE).isPresent(), office::tail);
        if (tooEarly) {
            card.setFaults(SoftFaults.pulledOutAfter(20));
        }
        try (VpcdCard in = insert(card)) {
            assertTrue(office.await("Take the card out of ", PATIENCE).isPresent(), office::tail);
            assertEquals(tooEarly, in.awaitRemoved(1));
        }
        card.setFaults(SoftFaults.NONE);
        assertFalse(card.isBlank() && !tooEarly);
    }

    private static VpcdCard insert(SoftCard card) throws Exception {
        return VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT);
    }

    private static SoftCard blank() throws Exception {
        return new SoftCardFactory(new SecureRandom(), LocalDate.now().plusYears(5)).blank();
    }

    private static long count(Store store, String what) {
        return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM " + what, row -> row.getLong(1)))
                .orElseThrow();
    }
}
