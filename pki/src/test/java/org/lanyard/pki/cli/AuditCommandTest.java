package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.audit.AuditSealer;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import picocli.CommandLine;

@DisplayName("lanyard audit verify")
class AuditCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path data;

    private record Ran(int code, String out, String err) {}

    private static Ran run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words =
                java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int code = new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Ran(code, out.toString().replace(System.lineSeparator(), "\n"), err.toString());
    }

    private void fill() throws Exception {
        MasterKey master = MasterKey.openOrCreate(data.resolve("master.key"));
        SecureRandom random = new SecureRandom();
        AuditLog log = new AuditLog(master, random);
        try (Store store = Store.open(StoreConfig.sqlite(data.resolve("lanyard.db")), "pki")) {
            try (AuditSealer sealer =
                    new AuditSealer(store, master, random, InstantSource.fixed(NOON), data.resolve("audit-heads"))) {
                store.transact(tx -> {
                    for (int i = 0; i < 5; i++) {
                        log.append(tx, AuditEvent.of(NOON, "card.lost", "office", "card-" + i, Map.of()));
                    }
                    return null;
                });
                sealer.seal();
            }
            store.transact(tx -> {
                log.append(tx, AuditEvent.of(NOON, "card.found", "office", "card-1", Map.of()));
                return null;
            });
        }
    }

    private void change(String sql) {
        try (Store store = Store.open(StoreConfig.sqlite(data.resolve("lanyard.db")), "pki")) {
            store.transact(tx -> Sql.update(tx, sql));
        }
    }

    @Test
    @DisplayName("says that all is whole, and what is not sealed yet")
    void whole() throws Exception {
        fill();
        Ran ran = run("verify", "--data", data);
        assertEquals(0, ran.code(), ran.err());
        String print = ran.out().substring(ran.out().indexOf("SHA-256 ") + 8).strip();
        assertEquals("""
                The audit trail is whole.
                Sealed: 5 rows, signed at 2026-11-23T12:00:00Z
                Not sealed yet: 1 rows, the first is row 6, the oldest is of 2026-11-23T12:00:00Z
                Head file: up to place 5
                Key: SHA-256 %s
                """.formatted(print), ran.out());
    }

    @Test
    @DisplayName("names the row that was changed, and exits 1")
    void changed() throws Exception {
        fill();
        change("UPDATE audit_row SET actor = 'nobody' WHERE id = 3");
        Ran ran = run("verify", "--data", data);
        assertEquals(1, ran.code());
        assertTrue(
                ran.out()
                        .startsWith("The audit trail is BROKEN.\n"
                                + "  ROW_CHANGED: row 3 (place 3) is not what was sealed\n"),
                ran.out());
    }

    @Test
    @DisplayName("--json is one object; its key serves an auditor without the master key")
    void json() throws Exception {
        fill();
        Ran ran = run("verify", "--data", data, "--json");
        JsonNode report = new ObjectMapper().readTree(ran.out());
        assertTrue(report.get("whole").asBoolean());
        assertEquals(5, report.get("sealed").asInt());
        assertEquals(6, report.get("first_unsealed").asInt());
        Path key =
                Files.writeString(data.resolve("audit.pem"), report.get("key").asText());
        String url = "jdbc:sqlite:" + data.resolve("lanyard.db");
        Ran auditor = run("verify", "--store", url, "--key", key, "--heads", data.resolve("audit-heads"));
        assertEquals(0, auditor.code(), auditor.err());
    }

    @Test
    @DisplayName("makes no store and no key where there is none")
    void absent() throws Exception {
        Ran ran = run("verify", "--data", data);
        assertEquals(78, ran.code());
        assertTrue(ran.err().startsWith("audit verify: there is no store at " + data.resolve("lanyard.db")), ran.err());
        assertTrue(ran.err().contains("Hint: Check --data or --store."), ran.err());
        assertFalse(Files.exists(data.resolve("lanyard.db")));
        Store.open(StoreConfig.sqlite(data.resolve("lanyard.db")), "pki").close();
        assertEquals(78, run("verify", "--data", data).code());
        assertFalse(Files.exists(data.resolve("master.key")));
    }

    @Test
    @DisplayName("wants to know where the store is")
    void usage() {
        Ran ran = run("verify");
        assertEquals(2, ran.code());
        assertTrue(ran.err().startsWith("Give --data, or --store."), ran.err());
    }
}
