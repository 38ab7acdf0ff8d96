package org.lanyard.card.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

class KioskConfigTest {
    private static final String GOOD = """
            issuer = "https://id.school.example"
            client-id = "urn:lanyard:kiosk:1"
            key = "kiosk.p12"
            passphrase-file = "kiosk.pass"
            """;

    @TempDir
    private Path folder;

    private KioskConfig read(String text) throws PkiException, IOException {
        Path file = folder.resolve("kiosk.toml");
        Files.writeString(file, text);
        return KioskConfig.read(file);
    }

    @Test
    void fourKeysAreEnough() throws Exception {
        KioskConfig config = read(GOOD);
        assertEquals(folder.resolve("kiosk.p12"), config.key());
        assertEquals(KioskPolicy.DEFAULT, config.policy());
        assertEquals(8081, config.port());
        assertTrue(config.reader().isEmpty());
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        KioskConfig config = read(GOOD + """
                reader = "ACS"
                port = 9000
                language = "welsh"
                [policy]
                proof = "pin"
                relay-bound = "800ms"
                idle = "2m"
                picture-moment = "3s"
                """);
        assertEquals(Language.WELSH, config.language());
        assertEquals(
                new KioskPolicy(Proof.PIN, Duration.ofMillis(800), Duration.ofMinutes(2), Duration.ofSeconds(3)),
                config.policy());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://id.school.example   | http://id.school.example   | plain http is for localhost",
                "https://id.school.example   | https://id.school.example/ | without a slash",
                "key =                       | kye =                      | did you mean key",
                "client-id =                 | # client-id =              | client-id: must be given",
            })
    void whatIsWrongIsSaid(String part, String instead, String message) {
        PkiException refused = assertThrows(PkiException.class, () -> read(GOOD.replace(part, instead)));
        assertEquals(PkiReason.CONFIGURATION_INVALID, refused.reason());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
