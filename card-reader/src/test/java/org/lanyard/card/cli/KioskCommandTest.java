package org.lanyard.card.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine;

class KioskCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String configuration) throws IOException {
        Path file = folder.resolve("kiosk.toml");
        Files.writeString(file, configuration);
        return new CommandLine(new KioskCommand()).setErr(new PrintWriter(err)).execute("--config", file.toString());
    }

    @Test
    void aKeyThatIsUnknownIsSaidAndNothingIsStarted() throws Exception {
        assertEquals(ExitCode.CONFIGURATION.number(), run("isuer = \"https://id.school.example\""));
        assertTrue(err.toString().contains("did you mean issuer"), err.toString());
    }

    @Test
    void aKeyFileThatIsNotThereIsSaid() throws Exception {
        int exit = run("""
                issuer = "https://id.school.example"
                client-id = "urn:lanyard:kiosk:1"
                key = "kiosk.p12"
                passphrase-file = "kiosk.pass"
                """);
        assertEquals(ExitCode.CONFIGURATION.number(), exit);
        assertTrue(err.toString().contains("kiosk.p12"), err.toString());
    }

    @Test
    void withoutAConfigurationItIsNoCommand() {
        assertEquals(
                ExitCode.USAGE.number(),
                new CommandLine(new KioskCommand()).setErr(new PrintWriter(err)).execute());
    }
}
