package org.lanyard.dist.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.office.OfficeShell;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.Transcript;

@DisplayName("lanyard keys, duties and policy, as the office types them")
class KeysCommandTest {
    @TempDir
    Path folder;

    private static void key(Handle tx, String id, UUID person, boolean synced, long addedAt) {
        Sql.update(
                tx,
                "INSERT INTO credential (id, person_id, handle, public_key, backup_eligible, status, confirmed_at, name,"
                        + " aaguid, format, transports, last_used_at, last_used_on)"
                        + " VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ?, 'packed', 'usb,nfc', ?, 'Firefox on Linux')",
                id,
                person,
                "handle",
                new byte[1],
                synced,
                addedAt,
                synced ? "phone" : "key ring",
                "2fc0579f-8113-47ea-b116-bb5a8db9202a",
                addedAt);
    }

    private OfficeShell office() throws Exception {
        OfficeShell shell = new OfficeShell(folder);
        try (Store store = shell.store()) {
            store.transact(tx -> {
                UUID parent = shell.person(tx, "guardian", "Mair Prydderch");
                key(tx, "-AAAAAAAAAAAAAAAAAAAAA", parent, true, OfficeShell.NOW.toEpochMilli() - 86_400_000L);
                key(tx, "BBBBBBBBBBBBBBBBBBBBBB", parent, false, OfficeShell.NOW.toEpochMilli());
                UUID clerk = shell.person(tx, "staff", "Gwen Hughes");
                key(tx, "CCCCCCCCCCCCCCCCCCCCCC", clerk, false, OfficeShell.NOW.toEpochMilli());
                UUID head = shell.person(tx, "staff", "Ifan Morgan");
                key(tx, "DDDDDDDDDDDDDDDDDDDDDD", head, true, OfficeShell.NOW.toEpochMilli());
                return null;
            });
        }
        Files.writeString(
                folder.resolve("staff.toml"), "whom = \"staff\"\nattestation = \"direct\"\ndevice-bound = true\n");
        Files.writeString(
                folder.resolve("admin.toml"),
                "whom = \"school-admin\"\nschool = \"Ysgol Gwaun\"\ndevice-bound = true\nminimum-keys = 3\n");
        Files.writeString(folder.resolve("wrong.toml"), "whom = \"staff\"\ncertified = true\n");
        Files.writeString(folder.resolve("loose.toml"), "whom = \"staff\"\nuser-verification = \"preferred\"\n");
        return shell;
    }

    @Test
    @DisplayName("keys: listed, suspended, released, removed; the last only where that is meant")
    void keys() throws Exception {
        Transcript.ofResource(KeysCommandTest.class, "keys.transcript").replay(office());
    }

    @Test
    @DisplayName("duties: given, listed, taken")
    void duties() throws Exception {
        Transcript.ofResource(KeysCommandTest.class, "duties.transcript").replay(office());
    }

    @Test
    @DisplayName("policy: shown, tried, set with those named whom it locks out, and taken back")
    void policies() throws Exception {
        OfficeShell shell = office();
        Transcript.ofResource(KeysCommandTest.class, "policy.transcript").replay(shell);
        try (Store store = shell.store()) {
            assertEquals(
                    1L,
                    store.read(h -> Sql.one(
                                    h,
                                    "SELECT COUNT(*) FROM notice WHERE kind = 'KEY_POLICY_CHANGED'",
                                    row -> row.getLong(1)))
                            .orElseThrow());
        }
    }

    @Test
    @DisplayName("--json: one object on a line")
    void json() throws Exception {
        OfficeShell shell = office();
        List<String> keys = shell.run("lanyard keys list --data DIR/data --json --person \"Mair Prydderch\"");
        assertEquals(2, keys.size());
        assertTrue(keys.get(0).startsWith("{\"person\":\""), keys.get(0));
        assertTrue(
                keys.get(0).contains("\"number\":1,\"key\":\"-AAAAAAAAAAAAAAAAAAAAA\",\"name\":\"phone\""),
                keys.get(0));
        List<String> policies = shell.run("lanyard policy show --data DIR/data --json");
        assertEquals(9, policies.size(), "three roles, six duties");
        assertTrue(
                policies.get(2).startsWith("{\"whom\":\"staff\",\"policy\":{\"attestation\":\"indirect\","),
                policies.get(2));
        List<String> dry = shell.run("lanyard policy check DIR/staff.toml --data DIR/data --json");
        assertEquals(1, dry.size());
        assertTrue(dry.get(0).contains("\"effect\":\"locked-out\""), dry.get(0));
    }
}
