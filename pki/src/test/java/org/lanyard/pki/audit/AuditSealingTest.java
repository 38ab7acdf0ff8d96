package org.lanyard.pki.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.lanyard.pki.store.StoreReason;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;

@DisplayName("Sealing and erasing")
class AuditSealingTest {
    private AuditTrail trail;

    @BeforeEach
    void begin(Store store) {
        trail = new AuditTrail(store);
    }

    @AfterEach
    void end() throws IOException {
        trail.close();
    }

    private AuditReport verify(Path heads) {
        return AuditVerifier.with(trail.master, trail.store, Optional.of(heads)).verify();
    }

    @StoreTest
    @DisplayName("on two nodes at once, while others write and some roll back, leaves one whole chain")
    void concurrent(TestStore test) throws Exception {
        Store[] nodes = {test.store(), test.another()};
        Path otherHeads = trail.folder.resolve("audit-heads-2");
        ExecutorService threads = Executors.newCachedThreadPool();
        int writers = 4;
        int units = 60;
        try (AuditSealer other = trail.sealer(nodes[1], otherHeads)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int t = 0; t < writers; t++) {
                Store node = nodes[t % 2];
                writing.add(threads.submit(() -> {
                    for (int i = 0; i < units; i++) {
                        write(node, i);
                    }
                }));
            }
            List<Future<?>> sealing = new ArrayList<>();
            for (AuditSealer sealer : List.of(trail.sealer, other)) {
                sealing.add(threads.submit(() -> {
                    while (!writing.stream().allMatch(Future::isDone)) {
                        sealer.seal();
                    }
                    return sealer.seal();
                }));
            }
            for (Future<?> one : writing) {
                one.get();
            }
            for (Future<?> one : sealing) {
                one.get();
            }
        }
        threads.shutdown();
        for (Path heads : List.of(trail.headFile, otherHeads)) {
            AuditReport report = verify(heads);
            assertTrue(report.whole(), report::toString);
            assertEquals(0, report.unsealed());
            assertEquals(writers * units * 3 / 4, report.sealed());
        }
        assertEquals(writers * units * 3 / 4, trail.number("SELECT COUNT(*) FROM audit_row"), "each row has one place");
    }

    private void write(Store node, int number) {
        try {
            node.transact(tx -> {
                trail.log.append(tx, AuditTrail.event(number));
                if (number % 4 == 3) {
                    throw new IllegalStateException("rolled back");
                }
                return null;
            });
        } catch (IllegalStateException e) {
            assertEquals("rolled back", e.getMessage());
        }
    }

    @StoreTest(engines = Engine.SQLITE)
    @DisplayName("happens by itself each second, and at the end")
    void timer() throws Exception {
        Path heads = trail.folder.resolve("timer-heads");
        AuditSealer timed = trail.sealer(trail.store, heads).start();
        try (timed) {
            trail.append(0, 3);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> trail.verify().unsealed() == 0);
            trail.append(3, 5);
        }
        AuditReport report = verify(heads);
        assertTrue(report.whole(), report::toString);
        assertEquals(5, report.sealed());
        assertEquals(Optional.of(5L), report.headFilePlace());
    }

    @StoreTest(engines = Engine.SQLITE)
    @DisplayName("goes on in the store when the head file cannot be written, and brings the file up later")
    void headFileFails() throws Exception {
        Path folder = trail.folder.resolve("gone");
        Path heads = folder.resolve("heads");
        try (AuditSealer sealer = trail.sealer(trail.store, heads)) {
            trail.append(0, 4);
            assertThrows(IOException.class, sealer::seal);
            assertEquals(4, trail.number("SELECT place FROM audit_head"));
            Files.createDirectory(folder);
            assertEquals(0, sealer.seal());
            assertEquals(Optional.of(4L), verify(heads).headFilePlace());
        }
        Files.delete(heads);
        Files.delete(folder);
    }

    @StoreTest
    @DisplayName("decrypts what was personal, until the subject is erased; then the chain is whole all the same")
    void erase() throws Exception {
        trail.sealInSteps(12, 5);
        List<AuditRecord> before = trail.store.read(h -> trail.log.about(h, "subject-0", 0, 100));
        assertEquals(4, before.size());
        assertEquals(Map.of("name", "Ada 6"), before.get(2).event().personal());
        assertEquals(AuditTrail.event(6), before.get(2).event());

        trail.store.transact(tx -> {
            trail.log.erase(tx, "subject-0");
            return null;
        });
        List<AuditRecord> after = trail.store.read(h -> trail.log.about(h, "subject-0", 0, 100));
        assertEquals(
                List.of(true, false, true, false),
                after.stream().map(AuditRecord::erased).toList());
        assertEquals(Map.of(), after.get(2).event().personal());
        assertEquals(AuditTrail.event(6).facts(), after.get(2).event().facts());
        List<AuditRecord> others = trail.store.read(h -> trail.log.about(h, "subject-1", 0, 100));
        assertEquals(Map.of("name", "Ada 4"), others.get(1).event().personal());

        trail.append(12, 13);
        trail.sealer.seal();
        AuditReport report = trail.verify();
        assertTrue(report.whole(), report::toString);
        assertEquals(13, report.sealed());
        assertEquals(
                1,
                trail.number(
                        "SELECT COUNT(*) FROM audit_row WHERE subject = 'subject-0' AND personal IS NULL AND id > ?",
                        after.get(3).id()),
                "nothing personal is written about an erased subject");
    }

    @StoreTest
    @DisplayName("keeps ciphertexts apart: one moved to another row does not decrypt")
    void moved() {
        trail.append(0, 7);
        List<AuditRecord> records = trail.store.read(h -> trail.log.about(h, "subject-0", 0, 100));
        long from = records.get(0).id();
        long to = records.get(2).id();
        trail.change(
                "UPDATE audit_row SET personal = (SELECT personal FROM audit_row WHERE id = ?) WHERE id = ?", from, to);
        List<AuditRecord> after = trail.store.read(h -> trail.log.about(h, "subject-0", 0, 100));
        assertFalse(after.get(0).erased());
        assertTrue(after.get(2).erased());
    }

    @StoreTest(engines = Engine.SQLITE)
    @DisplayName("with another master key is refused")
    void otherMaster() throws Exception {
        Path file = trail.folder.resolve("other.key");
        MasterKey other = MasterKey.openOrCreate(file);
        trail.append(0, 1);
        PkiException sealing = assertThrows(
                PkiException.class,
                () -> new AuditSealer(
                        trail.store, other, new SecureRandom(), java.time.InstantSource.system(), trail.headFile));
        assertEquals(PkiReason.WRAPPED_SECRET_ALTERED, sealing.reason());
        AuditLog log = new AuditLog(other, new SecureRandom());
        StoreException writing = assertThrows(
                StoreException.class,
                () -> trail.store.transact(tx -> {
                    log.append(tx, AuditTrail.event(0));
                    return null;
                }));
        assertEquals(StoreReason.REFUSED, writing.reason());
    }
}
