package org.lanyard.pki.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.testing.SoftHsm;
import org.lanyard.pki.testing.Transcript;

/** The life of an authority, as a sysadmin types it. The transcripts are what the documentation shows. */
class PkiCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    Path folder;

    private final Deque<String> typed = new ArrayDeque<>();
    private PkiSurroundings surroundings;

    @BeforeEach
    void passphrases() throws Exception {
        for (String name : List.of("root", "issuing", "webauthn", "wrong")) {
            Path file = folder.resolve(name + ".pass");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, name + " of a school\n", StandardCharsets.UTF_8);
        }
        surroundings = new PkiSurroundings(
                () -> NOW,
                new SecureRandom(),
                Map.of("ISSUING_PASS", "issuing of a school", "TOKEN_PIN", SoftHsm.PIN),
                question -> typed.isEmpty() ? null : typed.pop().toCharArray(),
                "ada");
    }

    private void replay(String name) throws Exception {
        Transcript.ofResource(PkiCommandTest.class, name).replay(new PkiShell(folder, surroundings));
    }

    @Test
    void lifeOfAnAuthority() throws Exception {
        replay("life.transcript");
        assertFalse(new String(
                        Files.readAllBytes(folder.resolve("data/authority/issuing.p12")), StandardCharsets.ISO_8859_1)
                .contains("of a school"));
        assertTrue(Files.getPosixFilePermissions(folder.resolve("data/root-moved-away.p12"))
                .equals(PosixFilePermissions.fromString("rw-------")));
    }

    @Test
    void everyProfileAgreesWithOpenssl() throws Exception {
        replay("openssl.transcript");
    }

    @Test
    void verify() throws Exception {
        replay("verify.transcript");
    }

    @Test
    void listsOfEveryKind() throws Exception {
        Files.writeString(folder.resolve("published.toml"), "[publication]\nbase = \"http://pki.example\"\n");
        replay("lists.transcript");
    }

    @Test
    void tokensForEnrolment() throws Exception {
        replay("tokens.transcript");
    }

    @Test
    void initThatBreaksOff() throws Exception {
        replay("broken-off.transcript");
    }

    @Test
    void mistakes() throws Exception {
        replay("mistakes.transcript");
    }

    @Test
    void profiles() throws Exception {
        Files.writeString(folder.resolve("safe.toml"), "[profile.card-9e]\nvalidity = \"730d\"\nkeys = [\"p-256\"]\n");
        Files.writeString(folder.resolve("unsafe.toml"), """
                [profile.card-9e]
                longest-validity = "3650d"
                keys = ["p-256", "rsa-1024"]
                names = "common-name"
                [profile.kiosk]
                key-usage = ["digital-signature", "key-cert-sign"]
                extended-key-usage = ["any"]
                """);
        replay("profiles.transcript");
    }

    @Test
    void keyInAToken() throws Exception {
        Path library = SoftHsm.library();
        String label = SoftHsm.token();
        Files.writeString(folder.resolve("token.pin"), SoftHsm.PIN + "\n");
        Files.setPosixFilePermissions(folder.resolve("token.pin"), PosixFilePermissions.fromString("rw-------"));
        Transcript.ofResource(PkiCommandTest.class, "token.transcript")
                .replay(new PkiShell(folder, surroundings, Map.of("LIBRARY", library.toString(), "TOKEN", label)));
    }

    @Test
    void ceremonies() throws Exception {
        replay("ceremony.transcript");
        new Trail()
                .then("ceremony.list", "cli:ada", "a new authority")
                .then("ceremony.reissue", "cli:ada", "ten years are nearly over")
                .then("ceremony.roll-over", "cli:ada", "a new key every few years")
                .then("ceremony.add", "cli:ada", "the school opens")
                .then("authority.retired", "cli:ada", "the school closed")
                .then("ceremony.withdraw", "cli:ada", "closed a year ago")
                .then("ceremony.withdraw", "cli:ada", "its last kiosk is replaced")
                .holds(folder.resolve("data"), NOW, "ceremony.", "authority.");
    }

    @Test
    void passphrasesAtThePrompt() throws Exception {
        typed.addAll(
                List.of("the root's", "the root's", "the issuing key's", "the issuing key's", "the issuing key's"));
        replay("prompt.transcript");
    }

    @Test
    void everyReasonHasAnExitCode() {
        for (PkiReason reason : PkiReason.values()) {
            assertTrue(PkiSubcommand.exitCode(reason).number() > 0, reason.name());
            assertTrue(reason.hint().endsWith("."), reason.name());
            assertFalse(reason.sentence().endsWith("."), reason.name());
        }
    }
}
