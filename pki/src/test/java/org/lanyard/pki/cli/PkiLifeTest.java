package org.lanyard.pki.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.testing.Transcript;

/** A school year of an authority, and what two people do together. */
class PkiLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void passphrases() throws Exception {
        for (String name : List.of("root", "issuing", "webauthn")) {
            Path file = folder.resolve(name + ".pass");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, name + " of a school\n", StandardCharsets.UTF_8);
        }
    }

    private void replay(String name, String user, Map<String, String> words) throws Exception {
        PkiSurroundings surroundings =
                new PkiSurroundings(() -> NOW, new SecureRandom(), Map.of(), question -> null, user);
        Transcript.ofResource(PkiLifeTest.class, name).replay(new PkiShell(folder, surroundings, words));
    }

    @Test
    void schoolYear() throws Exception {
        replay("year.transcript", "ada", Map.of());
    }

    @Test
    void keysInStrangeHands() throws Exception {
        replay("compromise.transcript", "ada", Map.of());
        new Trail()
                .then("ceremony.list", "cli:ada", "a new authority")
                .then("mass.begun", "cli:ada", "the supplier was broken into")
                .then("mass.begun", "cli:ada", "the machine is gone")
                .then("authority.withdrawn", "cli:ada", "found in the street")
                .then("mass.begun", "cli:ada", "found in the street")
                .then("ceremony.withdraw", "cli:ada", "found in the street")
                .then("ceremony.add", "cli:ada", "after the theft")
                .holds(folder.resolve("data"), NOW, "ceremony.", "authority.", "mass.begun");
    }

    @Test
    void twoPeople() throws Exception {
        Files.writeString(folder.resolve("two-people.toml"), """
                [approval]
                ceremonies = true
                mass-actions = true
                expires = "2h"
                """);
        replay("approval-ada.transcript", "ada", Map.of());
        Map<String, String> ids = Map.of(
                "FIRST", Files.readString(folder.resolve("id")).strip(),
                "SECOND", Files.readString(folder.resolve("id-2")).strip());
        replay("approval-bob.transcript", "bob", ids);
        replay("approval-done.transcript", "ada", Map.of());
        new Trail()
                .then("approval.requested", "cli:ada", "a warning")
                .then("approval.requested", "cli:ada", "a new term")
                .then("approval.given", "cli:bob", "a warning")
                .then("approval.given", "cli:bob", "a new term")
                .then("approval.requested", "cli:bob", "a warning")
                .then("approval.requested", "cli:ada", "a Warning")
                .then("approval.used", "cli:ada", "")
                .then("mass.begun", "cli:ada", "\"approved\":\"cli:bob\"")
                .then("approval.requested", "cli:ada", "a warning")
                .then("approval.used", "cli:ada", "")
                .then("ceremony.reissue", "cli:ada", "\"approved\":\"cli:bob\"")
                .then("approval.requested", "cli:ada", "a new term")
                .holds(folder.resolve("data"), NOW, "approval.", "mass.begun", "ceremony.reissue");
    }
}
