package org.lanyard.pki.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.AuditSealer;
import org.lanyard.pki.audit.AuditVerifier;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.MigrationSet;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;

@DisplayName("A backup")
class BackupTest {
    @TempDir
    Path folder;

    private static void fill(Store store, AuditLog audit, int from, int to) {
        store.transact(tx -> {
            Sql.update(
                    tx,
                    "INSERT INTO authority (id, certificate, root, status, crl_number, created_at)"
                            + " VALUES ('a1', ?, ?, 'ACTIVE', 41, 7) ON CONFLICT DO NOTHING",
                    new byte[] {0, 1, (byte) 0x80, -1},
                    new byte[0]);
            for (int i = from; i < to; i++) {
                Sql.update(
                        tx,
                        "INSERT INTO certificate (issuer, serial, status, profile, subject, not_before, not_after,"
                                + " key_hash, der, issued_at, issued_by, why)"
                                + " VALUES ('a1', ?, 'GOOD', 'card-9e', ?, ?, ?, 'h', ?, 1, 'cli:x', ?)",
                        Integer.toHexString(i),
                        "urn:ü\"\\\n\u2028" + i,
                        Long.MIN_VALUE + i,
                        Long.MAX_VALUE - i,
                        i % 2 == 0 ? null : new byte[] {(byte) i},
                        i % 3 == 0 ? null : "");
                audit.append(tx, AuditEvent.of(Instant.ofEpochMilli(i), "certificate.issued", "cli:x", null, Map.of()));
            }
            return null;
        });
    }

    @StoreTest
    @DisplayName("comes back row by row and file by file, on either engine, and the audit trail is whole")
    void comesBack(Store store) throws Exception {
        BackupPlace place = new BackupPlace(folder);
        MasterKey master = MasterKey.openOrCreate(folder.resolve("m"));
        Path heads = place.service.resolve("audit-heads");
        AuditLog audit = new AuditLog(master, new SecureRandom());
        fill(store, audit, 0, 2_500);
        try (AuditSealer sealer = new AuditSealer(store, master, new SecureRandom(), () -> BackupPlace.NOW, heads)) {
            sealer.seal();
        }
        Backup.Report report = place.backup(store, place.passphrase("correct horse"));
        assertEquals(List.of("audit-heads", "authority/issuing.p12", "lanyard.toml", "master.key"), report.files());
        assertEquals(2_500L, report.rows().get("certificate"));

        place.restore(Optional.empty(), place.passphrase("correct horse"));
        try (Store restored = Store.open(StoreConfig.sqlite(place.restored.resolve("lanyard.db")), "pki")) {
            assertEquals(BackupPlace.content(store), BackupPlace.content(restored));
            assertTrue(AuditVerifier.with(master, restored, Optional.of(place.restored.resolve("audit-heads")))
                    .verify()
                    .whole());
            fill(restored, audit, 2_500, 2_501);
        }
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(place.restored.resolve("master.key")));
        assertEquals(-1, Files.mismatch(place.service.resolve("master.key"), place.restored.resolve("master.key")));

        Files.move(place.restored, folder.resolve("first"));
        try (TestStore empty = TestStore.emptyPostgresql()) {
            place.restore(Optional.of(empty.config()), place.passphrase("correct horse"));
            try (Store restored = Store.open(empty.config(), "pki")) {
                assertEquals(BackupPlace.content(store), BackupPlace.content(restored));
                // The next row's number comes after all that were put back.
                fill(restored, audit, 2_500, 2_501);
            }
        }
    }

    @StoreTest
    @DisplayName("shows one moment, whatever is written meanwhile")
    void showsOneMoment(Store store) throws Exception {
        BackupPlace place = new BackupPlace(folder);
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("m")), new SecureRandom());
        fill(store, audit, 0, 1);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 1; !done.get(); i++) {
                fill(store, audit, i, i + 1);
            }
        });
        writer.start();
        try {
            Map<String, Long> rows =
                    place.backup(store, place.passphrase("correct horse")).rows();
            // Each unit writes one row into both, and "audit_row" is read long before "certificate".
            assertEquals(rows.get("audit_row"), rows.get("certificate"));
        } finally {
            done.set(true);
            writer.join();
        }
        place.restore(Optional.empty(), place.passphrase("correct horse"));
    }

    @Test
    @DisplayName("of an older schema is put into that schema, then brought up to date")
    void ofAnOlderSchema() throws Exception {
        Map<String, Map<String, String>> old = new TreeMap<>();
        old.put("pki", new TreeMap<>(MigrationSet.of("pki").fingerprints().get("pki")));
        old.get("pki").keySet().retainAll(Set.of("V1_001__certificates.sql"));
        BackupPlace place = new BackupPlace(folder);
        MigrationSet then = MigrationSet.of("pki").only(old).orElseThrow();
        try (Store store = Store.openAt(StoreConfig.sqlite(folder.resolve("old.db")), then)) {
            store.transact(tx -> Sql.update(
                    tx,
                    "INSERT INTO authority (id, certificate, root, status, crl_number, created_at)"
                            + " VALUES ('a1', ?, ?, 'ACTIVE', 41, 7)",
                    new byte[1],
                    new byte[1]));
            new Backup(store, then, "0.9", BackupProgress.SILENT)
                    .write(place.service, name -> true, place.file, place.passphrase("p"), BackupPlace.NOW);
        }
        assertEquals(
                "0.9", place.restore(Optional.empty(), place.passphrase("p")).program());
        try (Store restored = Store.open(StoreConfig.sqlite(place.restored.resolve("lanyard.db")), "pki")) {
            Map<String, List<String>> content = BackupPlace.content(restored);
            assertEquals(1, content.get("authority").size());
            assertTrue(content.containsKey("audit_row"), content.keySet().toString());
        }
    }

    @Test
    @DisplayName("runs its steps in one commit after all is there; one that fails leaves nothing")
    void runsItsSteps() throws Exception {
        BackupPlace place = new BackupPlace(folder);
        BackupKey key = place.passphrase("p");
        try (TestStore source = TestStore.sqlite("pki")) {
            fill(source.store(), new AuditLog(MasterKey.openOrCreate(folder.resolve("m")), new SecureRandom()), 0, 3);
            place.backup(source.store(), key);
        }
        RestoreStep withdraw = (tx, at, actor) -> Sql.update(tx, "UPDATE certificate SET status = 'HELD'") + " held by "
                + actor + " at " + at.getEpochSecond();
        RestoreStep fails = (tx, at, actor) -> {
            throw new PkiException(PkiReason.AUTHORITY_BROKEN, "on purpose");
        };
        assertThrows(PkiException.class, () -> place.restore(Optional.empty(), key, withdraw, fails));
        assertFalse(Files.exists(place.restored));
        assertEquals(
                List.of("3 held by cli:admin at "
                        + BackupPlace.NOW.plusSeconds(3600).getEpochSecond()),
                place.restore(Optional.empty(), key, withdraw).steps());
    }

    @StoreTest(engines = Engine.POSTGRESQL)
    @DisplayName("is not put over something that is there")
    void isNotPutOver(TestStore used) throws Exception {
        BackupPlace place = new BackupPlace(folder);
        BackupKey key = place.passphrase("p");
        place.backup(used.store(), key);
        assertEquals(
                PkiReason.RESTORE_TARGET_IN_USE,
                assertThrows(PkiException.class, () -> place.restore(Optional.of(used.config()), key))
                        .reason());
        assertFalse(Files.exists(place.restored));
        Files.createDirectory(place.restored);
        Files.writeString(place.restored.resolve("note"), "mine");
        assertEquals(
                PkiReason.RESTORE_TARGET_IN_USE,
                assertThrows(PkiException.class, () -> place.restore(Optional.empty(), key))
                        .reason());
        assertEquals("mine", Files.readString(place.restored.resolve("note")));
        assertEquals(
                PkiReason.BACKUP_FILE_UNUSABLE,
                assertThrows(PkiException.class, () -> place.backup(used.store(), key))
                        .reason());
    }

    @Test
    @DisplayName("has columns of three kinds; another is an error when the backup is made, not when it is needed")
    void hasColumnsOfThreeKinds() throws Exception {
        BackupPlace place = new BackupPlace(folder);
        try (TestStore source = TestStore.sqlite("pki")) {
            source.store().transact(tx -> tx.execute("CREATE TABLE another (weight REAL)"));
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class, () -> place.backup(source.store(), place.passphrase("p")));
            assertTrue(refused.getMessage().contains("REAL"), refused.getMessage());
        }
        assertFalse(Files.exists(place.file));
    }
}
