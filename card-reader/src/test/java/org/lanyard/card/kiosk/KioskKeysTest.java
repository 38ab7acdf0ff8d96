package org.lanyard.card.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.est.EstServer;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.Passphrase;

@DisplayName("A kiosk's key")
class KioskKeysTest {
    @TempDir
    Path folder;

    private EstServer server;
    private Instant now = Instant.now();

    @BeforeEach
    void start() throws Exception {
        server = new EstServer(folder);
        server.root();
        Files.createFile(
                folder.resolve("pass"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("pass"), "for a test\n", StandardCharsets.US_ASCII);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private KioskConfig config() throws Exception {
        Path file = Files.writeString(folder.resolve("kiosk.toml"), """
                issuer = "https://id.school.example"
                client-id = "%s"
                key = "kiosk.p12"
                passphrase-file = "pass"
                [enrolment]
                service = "%s"
                root = "root.pem"
                token-file = "token"
                """.formatted(EstServer.KIOSK, server.service()));
        return KioskConfig.read(file);
    }

    private void token(String token) throws IOException {
        Files.writeString(folder.resolve("token"), token + "\n", StandardCharsets.US_ASCII);
    }

    private KioskKeys open() throws Exception {
        return KioskKeys.open(config(), () -> now, new SecureRandom(), question -> null);
    }

    private X509Certificate inFile() throws Exception {
        return KeyFiles.open(folder.resolve("kiosk.p12"), new Passphrase.FromFile(folder.resolve("pass")))
                .certificate();
    }

    @Test
    @DisplayName("comes with a token the first time, which is then gone; the next start finds it in its file")
    void comesWithAToken() throws Exception {
        token(server.token());
        try (KioskKeys keys = open()) {
            assertTrue(keys.get().certificate().getSubjectAlternativeNames().stream()
                    .anyMatch(name -> name.equals(List.of(6, EstServer.KIOSK.toString()))));
            assertFalse(Files.exists(folder.resolve("token")));
            try (KioskKeys again = open()) {
                assertEquals(keys.get().certificate(), again.get().certificate());
            }
        }
    }

    @Test
    @DisplayName("renews itself, key and all, when two thirds of its time are over, and not before")
    void renewsItself() throws Exception {
        token(server.token());
        try (KioskKeys keys = open()) {
            X509Certificate first = keys.get().certificate();
            now = now.plus(Duration.ofDays(240));
            assertFalse(keys.renewIfDue());
            now = now.plus(Duration.ofDays(5));
            assertTrue(keys.renewIfDue());
            X509Certificate second = keys.get().certificate();
            assertNotEquals(first.getPublicKey(), second.getPublicKey());
            assertEquals(
                    List.copyOf(first.getSubjectAlternativeNames()), List.copyOf(second.getSubjectAlternativeNames()));
            assertEquals(second, inFile());
        }
    }

    @Test
    @DisplayName("that was revoked is not renewed, and stays as it is")
    void revoked() throws Exception {
        token(server.token());
        try (KioskKeys keys = open()) {
            X509Certificate first = keys.get().certificate();
            server.revoke(first);
            now = now.plus(Duration.ofDays(300));
            assertEquals(
                    PkiReason.ENROLMENT_REFUSED,
                    assertThrows(PkiException.class, keys::renewIfDue).reason());
            assertEquals(first, keys.get().certificate());
            assertEquals(first, inFile());
        }
    }

    @Test
    @DisplayName("stays as it is while nobody answers")
    void nobodyAnswers() throws Exception {
        token(server.token());
        try (KioskKeys keys = open()) {
            X509Certificate first = keys.get().certificate();
            server.close();
            now = now.plus(Duration.ofDays(300));
            assertThrows(IOException.class, keys::renewIfDue);
            assertEquals(first, keys.get().certificate());
            assertEquals(first, inFile());
        } finally {
            server = new EstServer(folder);
        }
    }

    @Test
    @DisplayName("that is not there and no token either, or a wrong one, is said before the kiosk starts")
    void nothingToBeginWith() throws Exception {
        assertThrows(PkiException.class, this::open);
        token("AAAAAAAAAAAAAAAAAAAAAA");
        assertEquals(
                PkiReason.ENROLMENT_REFUSED,
                assertThrows(PkiException.class, this::open).reason());
        assertFalse(Files.exists(folder.resolve("kiosk.p12")));
        assertTrue(Files.exists(folder.resolve("token")), "a token that was not used stays");
    }

    @Test
    @DisplayName("is never asked for without TLS")
    void plainHttp() throws Exception {
        config();
        Path file = folder.resolve("kiosk.toml");
        Files.writeString(file, Files.readString(file).replace("https://localhost", "http://localhost"));
        assertEquals(
                PkiReason.CONFIGURATION_INVALID,
                assertThrows(PkiException.class, () -> KioskConfig.read(file)).reason());
    }
}
