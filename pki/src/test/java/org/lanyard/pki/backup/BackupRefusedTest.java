package org.lanyard.pki.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.vectors.RealPart;

@DisplayName("What is no whole backup, or not opened by the right key, is not put back")
class BackupRefusedTest {
    /** Made with age-keygen for this test alone. */
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    @TempDir
    Path folder;

    private BackupPlace place;
    private Path identity;
    private String recipient;

    @BeforeEach
    void make() throws Exception {
        place = new BackupPlace(folder);
        RealPart.require("age", program("age-keygen", "--version"), "apt-get install age");
        identity = folder.resolve("identity.txt");
        assertTrue(program("age-keygen", "-o", identity.toString()));
        recipient = Files.readAllLines(identity).stream()
                .filter(line -> line.startsWith("# public key: "))
                .map(line -> line.substring(14))
                .findFirst()
                .orElseThrow();
        try (TestStore source = TestStore.sqlite("pki")) {
            source.store().transact(tx -> {
                for (int i = 0; i < 300; i++) {
                    Sql.update(
                            tx,
                            "INSERT INTO audit_row (at, kind, actor, facts) VALUES (?, 'k', 'a', ?)",
                            i,
                            "x".repeat(i));
                }
                return null;
            });
            place.backup(source.store(), new BackupKey.ForRecipients(List.of(recipient, RECIPIENT)));
        }
    }

    private PkiReason refused(BackupKey key) {
        PkiReason reason = assertThrows(PkiException.class, () -> place.restore(Optional.empty(), key))
                .reason();
        assertFalse(Files.exists(place.restored), "something was put back");
        return reason;
    }

    @Test
    @DisplayName("cut off anywhere: a copy that was not finished")
    void cutOff() throws Exception {
        byte[] whole = Files.readAllBytes(place.file);
        Random random = new Random(20261123);
        for (int i = 0; i < 40; i++) {
            int length = i < 10 ? whole.length - 1 - i * 7 : random.nextInt(whole.length);
            Files.write(place.file, Arrays.copyOf(whole, length));
            assertTrue(
                    EnumSet.of(PkiReason.BACKUP_DAMAGED, PkiReason.BACKUP_KEY_WRONG)
                            .contains(refused(new BackupKey.OfIdentity(identity))),
                    "cut to " + length);
        }
        Files.write(place.file, whole);
        place.restore(Optional.empty(), new BackupKey.OfIdentity(identity));
    }

    @Test
    @DisplayName("one bit changed anywhere")
    void oneBitChanged() throws Exception {
        byte[] whole = Files.readAllBytes(place.file);
        Random random = new Random(20261124);
        for (int i = 0; i < 60; i++) {
            byte[] changed = whole.clone();
            int at = i < 20 ? random.nextInt(400) : random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(place.file, changed);
            assertTrue(
                    EnumSet.of(PkiReason.BACKUP_DAMAGED, PkiReason.BACKUP_KEY_WRONG)
                            .contains(refused(new BackupKey.OfIdentity(identity))),
                    "changed at " + at);
        }
    }

    @Test
    @DisplayName("something added after its end")
    void somethingAdded() throws Exception {
        byte[] whole = Files.readAllBytes(place.file);
        Files.write(place.file, Arrays.copyOf(whole, whole.length + 1));
        assertEquals(PkiReason.BACKUP_DAMAGED, refused(new BackupKey.OfIdentity(identity)));
    }

    @Test
    @DisplayName("another identity, another passphrase, a passphrase for a file of recipients, no key at all")
    void otherKeys() throws Exception {
        Path other = folder.resolve("other.txt");
        assertTrue(program("age-keygen", "-o", other.toString()));
        assertEquals(PkiReason.BACKUP_KEY_WRONG, refused(new BackupKey.OfIdentity(other)));
        assertEquals(PkiReason.BACKUP_KEY_WRONG, refused(place.passphrase("guess")));
        Files.writeString(other, "AGE-SECRET-KEY-1NONSENSE\n", StandardCharsets.US_ASCII);
        assertEquals(PkiReason.BACKUP_KEY_WRONG, refused(new BackupKey.OfIdentity(other)));
        Files.delete(place.file);
        try (TestStore source = TestStore.sqlite("pki")) {
            place.backup(source.store(), place.passphrase("right"));
        }
        assertEquals(PkiReason.BACKUP_KEY_WRONG, refused(place.passphrase("wrong")));
        assertEquals(PkiReason.BACKUP_KEY_WRONG, refused(new BackupKey.OfIdentity(identity)));
        assertEquals(
                Set.of("master.key", "lanyard.toml", "authority/issuing.p12"),
                Set.copyOf(place.restore(Optional.empty(), place.passphrase("right"))
                        .files()));
    }

    @Test
    @DisplayName("not one of age at all")
    void notOfAge() throws Exception {
        for (String text : List.of("", "PK\3\4", "age-encryption.org/v1\n--- \n", "x".repeat(100_000))) {
            Files.writeString(place.file, text);
            assertTrue(
                    EnumSet.of(PkiReason.BACKUP_DAMAGED, PkiReason.BACKUP_KEY_WRONG)
                            .contains(refused(new BackupKey.OfIdentity(identity))),
                    text);
        }
    }

    @Test
    @DisplayName("of a schema that this program does not have: made by a newer one")
    void ofANewerSchema() throws Exception {
        Restore older = new Restore(new String[] {"signin"}, folder -> List.of(), BackupProgress.SILENT);
        assertEquals(
                PkiReason.BACKUP_TOO_NEW,
                assertThrows(PkiException.class, () -> older.check(place.file, new BackupKey.OfIdentity(identity)))
                        .reason());
    }

    @Test
    @DisplayName("age itself opens what we close, and finds a ZIP in it")
    void ageOpensIt() throws Exception {
        Path zip = folder.resolve("plain.zip");
        assertTrue(program("age", "-d", "-i", identity.toString(), "-o", zip.toString(), place.file.toString()));
        try (var opened = new java.util.zip.ZipFile(zip.toFile())) {
            assertEquals(
                    "manifest.json", opened.stream().findFirst().orElseThrow().getName());
        }
    }

    private static boolean program(String... words) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
