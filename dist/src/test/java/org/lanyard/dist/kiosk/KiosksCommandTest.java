package org.lanyard.dist.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.kiosk.KioskConfig;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.cli.PkiSurroundings;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.session.people.RandomIds;
import picocli.CommandLine;

class KiosksCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void school() throws Exception {
        CryptoProviders.install();
        Path data = Files.createDirectory(folder.resolve("data"));
        Path pass = Files.createFile(
                data.resolve("pass"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(pass, "of a school\n", StandardCharsets.UTF_8);
        Passphrase passphrase = new Passphrase.FromFile(pass);
        AuthorityDirectory directory = AuthorityDirectory.init(
                data.resolve("authority"), passphrase, passphrase, OidArc.DEFAULT, () -> NOW, random);
        try (Store store = Store.open(StoreConfig.sqlite(data.resolve("lanyard.db")), Node.MIGRATIONS)) {
            AuditLog audit = new AuditLog(MasterKey.openOrCreate(data.resolve("master.key")), random);
            Authority.open(
                    store, directory.issuing(passphrase), directory.root(), OidArc.DEFAULT, () -> NOW, random, audit);
            store.transact(tx -> Sql.update(
                    tx,
                    "INSERT INTO school (id, name, status) VALUES (?, 'Ysgol y Bryn', 'active')",
                    new RandomIds(random).uuid()));
        }
    }

    private List<String> run(Transcript.Step step) {
        List<String> words = new ArrayList<>();
        WORD.matcher(step.command())
                .results()
                .forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
        for (String path : List.of("data", "nowhere", "library")) {
            words.replaceAll(word -> word.equals(path) ? folder.resolve(path).toString() : word);
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PkiSurroundings surroundings = new PkiSurroundings(() -> NOW, random, Map.of(), question -> null, "ada");
        CommandLine lanyard = new CommandLine(new Lanyard()).addSubcommand(new KiosksCommand(surroundings));
        int exit = lanyard.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.subList(1, words.size()).toArray(String[]::new));
        List<String> lines = new ArrayList<>(out.toString().lines().toList());
        err.toString().lines().map(line -> "! " + line).forEach(lines::add);
        lines.replaceAll(line -> line.replace(folder + "/", "").stripTrailing());
        if (exit == 2) {
            lines = new ArrayList<>(lines.subList(0, 2));
        }
        lines.add("[exit " + exit + "]");
        return lines;
    }

    @CommandLine.Command(name = "lanyard")
    private static final class Lanyard {}

    @Test
    @DisplayName("a kiosk comes, is suspended, and goes; everything is in the audit trail")
    void life() throws Exception {
        Transcript.ofResource(KiosksCommandTest.class, "kiosks.transcript").replay(this::run);
        KioskConfig config = KioskConfig.read(folder.resolve("library/kiosk.toml"));
        assertEquals("https://id.school.example", config.issuer().toString());
        assertEquals(
                folder.resolve("library/code"),
                config.enrolment().orElseThrow().tokenFile().orElseThrow());
        for (String name : List.of("kiosk.toml", "kiosk.pass", "code")) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(folder.resolve("library").resolve(name)),
                    name);
        }
        try (Store store = Store.open(StoreConfig.sqlite(folder.resolve("data/lanyard.db")), Node.MIGRATIONS)) {
            List<String> kinds = store.read(h -> Sql.list(
                    h, "SELECT kind FROM audit_row WHERE actor = 'cli:ada' ORDER BY id", row -> row.getString(1)));
            assertEquals(
                    List.of(
                            "kiosk.registered",
                            "kiosk.named",
                            "enrolment.allowed",
                            "kiosk.suspended",
                            "kiosk.active",
                            "kiosk.registered",
                            "kiosk.named",
                            "kiosk.room",
                            "enrolment.allowed",
                            "kiosk.removed"),
                    kinds);
        }
    }
}
