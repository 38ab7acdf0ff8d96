package org.lanyard.webauthn.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;
import picocli.CommandLine;

@DisplayName("lanyard webauthn --config FILE")
class WebAuthnCommandTest {
    private static final Pattern LISTENING = Pattern.compile("webauthn: listening on (http://127\\.0\\.0\\.1:\\d+) for "
            + "school\\.example, door https://login\\.school\\.example");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config;

    @BeforeEach
    void makeTheKey() throws Exception {
        config = folder.resolve("webauthn.toml");
        KeyFiles.create(
                folder.resolve("webauthn.p12"),
                TestAuthority.create()
                        .issue(Profile.WEBAUTHN_SERVICE, new SubjectName.Service(URI.create("https://w.example/"))),
                "correct horse".toCharArray());
        Path passphrase = folder.resolve("passphrase");
        Files.writeString(passphrase, "correct horse\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    }

    private String good() {
        return """
                rp-id = "school.example"
                origins = ["https://login.school.example"]
                issuer = "https://login.school.example"
                master-key = "master.key"
                [listen]
                port = 0
                [key]
                file = "webauthn.p12"
                passphrase-file = "passphrase"
                [store]
                url = "jdbc:sqlite:%s"
                """.formatted(folder.resolve("webauthn.db"));
    }

    private int run(String toml) throws Exception {
        Files.writeString(config, toml);
        return new CommandLine(new WebAuthnCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--config", config.toString());
    }

    @Test
    void runsAlone_andAnswers() throws Exception {
        Thread service = new Thread(() -> {
            try {
                run(good());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        service.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> LISTENING.matcher(out.toString()).find() || !service.isAlive());
            Matcher line = LISTENING.matcher(out.toString());
            assertTrue(line.find(), out + "\n" + err);
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(line.group(1) + "/webauthn/authentication/options"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"challenge\":\"" + "A".repeat(43) + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        } finally {
            service.interrupt();
            service.join(Duration.ofSeconds(10).toMillis());
        }
        assertTrue(!service.isAlive(), "it ends when it is told to");
    }

    @Test
    void unknownKey_isRefusedWithTheOneThatWasMeant() throws Exception {
        assertEquals(ExitCode.CONFIGURATION.number(), run(good().replace("rp-id", "rp-idd")));
        assertTrue(err.toString().contains("rp-idd"), err.toString());
        assertTrue(err.toString().contains("Hint: "), err.toString());
    }

    @Test
    void withoutIssuer_orWithAnOriginOfAnotherDomain_isRefused() throws Exception {
        assertEquals(ExitCode.CONFIGURATION.number(), run(good().replaceFirst("issuer.*\n", "")));
        assertTrue(err.toString().contains("issuer is missing"), err.toString());
        assertEquals(
                ExitCode.CONFIGURATION.number(),
                run(good().replace("[\"https://login.school.example\"]", "[\"https://evil.example\"]")));
        assertTrue(err.toString().contains("not under the relying party's id"), err.toString());
    }

    @Test
    void wrongPassphrase_isRefused() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "battery staple\n");
        assertEquals(ExitCode.CONFIGURATION.number(), run(good()));
        assertTrue(
                err.toString().contains("PASSPHRASE_WRONG") || err.toString().contains("passphrase"), err.toString());
    }
}
