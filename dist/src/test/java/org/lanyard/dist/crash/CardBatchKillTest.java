package org.lanyard.dist.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.card.tap.CertificateCache;
import org.lanyard.card.tap.Tap;
import org.lanyard.card.tap.TapPolicy;
import org.lanyard.card.tap.TapReading;
import org.lanyard.dist.cli.Main;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.assertion.CardClaims;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

@DisplayName("kill -9 of a batch of cards: run again, everybody has one whole card, and nothing else is good")
class CardBatchKillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final int LONGEST_LIFE_MILLIS = 900;

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("lanyard.seed", System.nanoTime()));

    @Test
    @DisplayName("30 cards, killed 3 times")
    void few() throws Exception {
        issue(30, 3);
    }

    @Test
    @Tag("long")
    @DisplayName("500 cards, killed 20 times")
    void five_hundred() throws Exception {
        issue(500, 20);
    }

    private void issue(int pupils, int kills) throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        Path batch = folder.resolve("school.csv");
        try (Store store = shell.store()) {
            Files.writeString(batch, "person\n" + String.join("\n", people(shell, store, pupils)) + "\n");
        }
        Path cards = folder.resolve("cards");
        int killed = 0;
        for (int i = 0; i < kills; i++) {
            killed += live(batch, cards) ? 1 : 0;
        }
        try (Child last = start(batch, cards)) {
            assertTrue(last.endsWithin(PATIENCE.toMillis()), last::tail);
            assertTrue(last.tail().contains(pupils + " of " + pupils), last::tail);
            assertTrue(last.tail().contains(" 0 failed."), last::tail);
        }
        try (Store store = shell.store()) {
            check(store, cards, pupils);
        }
        System.out.println("kills: " + killed + " of a batch of " + pupils + " cards");
        assertTrue(killed > 0, "the batch was over before it could be killed");
    }

    private static List<String> people(OfficeShell shell, Store store, int pupils) {
        return store.transact(tx -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < pupils; i++) {
                ids.add(shell.person(tx, "pupil", "Pupil Number" + i).toString());
            }
            return ids;
        });
    }

    /** One life: until some time after it went on to write. False if it was done before. */
    private boolean live(Path batch, Path cards) throws Exception {
        long before = writtenTo(cards);
        try (Child child = start(batch, cards)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> writtenTo(cards) != before || child.endsWithin(0));
            boolean over = child.endsWithin(random.nextInt(LONGEST_LIFE_MILLIS));
            child.kill();
            return !over;
        }
    }

    private Child start(Path batch, Path cards) throws IOException {
        return new Child(
                Main.class,
                "card",
                "issue",
                "--data",
                folder.resolve("data").toString(),
                "--passphrase-file",
                folder.resolve("issuing.pass").toString(),
                "--batch",
                batch.toString(),
                "--soft-cards",
                cards.toString());
    }

    /** Changes with each file that is written. */
    private static long writtenTo(Path cards) {
        if (!Files.isDirectory(cards)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(cards)) {
            return files.mapToLong(file -> file.toFile().lastModified()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Store store, Path cards, int pupils) throws Exception {
        assertEquals(pupils, count(store, "card"));
        assertEquals(pupils, count(store, "card WHERE status = 'active'"));
        assertEquals(pupils, count(store, "(SELECT DISTINCT holder_id FROM card) AS holders"));
        assertEquals(2L * pupils, count(store, "card_key"));
        assertEquals(pupils, count(store, "card_puk"));
        assertEquals(
                0,
                count(
                        store,
                        "certificate c WHERE c.status <> 'REVOKED' AND c.subject LIKE 'urn:uuid:%' AND NOT EXISTS"
                                + " (SELECT 1 FROM card_key k WHERE 'urn:uuid:' || k.card_id = c.subject"
                                + " AND k.serial = c.serial)"),
                "a certificate that is good and on no card");
        Set<ByteBuffer> keys = new HashSet<>();
        try (Stream<Path> files = Files.list(cards)) {
            // Beside them may lie what a kill left of a file that was being written.
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                SoftCard card = SoftCardFile.load(file);
                assertTrue(file.getFileName().toString().startsWith(card.id().toString()));
                assertEquals(1, count(store, "card WHERE id = '" + card.id() + "'"));
                assertTrue(
                        keys.add(ByteBuffer.wrap(
                                card.publicKey(KeyReference.CARD_AUTHENTICATION).getEncoded())),
                        "one key, one card");
                assertTrue(
                        keys.add(ByteBuffer.wrap(
                                card.publicKey(KeyReference.PIV_AUTHENTICATION).getEncoded())),
                        "one key, one card");
                Tap tap = tap(card);
                assertEquals(card.id(), tap.card());
                String serial = tap.certificate().getSerialNumber().toString(16);
                assertEquals(
                        1,
                        count(
                                store,
                                "card_key WHERE reference = '9e' AND card_id = '" + card.id() + "' AND serial = '"
                                        + serial + "'"),
                        "the certificate on the card is the one of its receipt");
            }
        }
        assertEquals(2 * pupils, keys.size());
    }

    /** The card signs, and what it signed is checked with its certificate. */
    private static Tap tap(SoftCard card) throws Exception {
        SoftReader reader = new SoftReader("kiosk");
        reader.insert(card, CardInterface.CONTACT);
        try (CardConnection connection = reader.connect()) {
            TapReading reading =
                    new TapReading(new CertificateCache(1), TapPolicy.DEFAULT, System::nanoTime, line -> {});
            return reading.tap(connection, id -> claims(id));
        } finally {
            reader.close();
        }
    }

    private static CardClaims claims(UUID card) {
        Instant now = Instant.now();
        return new CardClaims(
                card,
                "https://localhost",
                now,
                now.plusSeconds(45),
                "challenge-challenge-challenge",
                URI.create("urn:lanyard:kiosk:test"));
    }

    private static long count(Store store, String what) {
        return store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM " + what, row -> row.getLong(1)))
                .orElseThrow();
    }
}
