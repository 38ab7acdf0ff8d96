package org.lanyard.dist.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.dist.cli.Main;
import org.lanyard.pki.testing.Transcript;
import picocli.CommandLine;

/** card-reader/README.md, "A kiosk": each command that it shows, at a real service and with a real agent. */
class NewKioskTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    private final int port = free();
    private final int enrolPort = free();
    private final int screenPort = free();
    private Path data;
    private Program service;
    private Program kiosk;

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void service() throws Exception {
        data = folder.resolve("service");
        Demo.start(data).close();
        // The recipe's school has no kiosk yet.
        inProcess(List.of("kiosks", "remove", "--data", data.toString(), "urn:lanyard:demo:kiosk"));
        String pass = data.resolve("authority.pass").toString();
        try (Program issue = Program.start(
                "pki",
                "issue",
                "--data",
                data.toString(),
                "--passphrase-file",
                pass,
                "--profile",
                "tls-server",
                "--host",
                "localhost",
                "--new-key",
                data.resolve("tls.p12").toString(),
                "--new-key-passphrase-file",
                pass)) {
            issue.await("Issued");
        }
        Files.writeString(data.resolve("lanyard.toml"), """
                [service]
                issuer = "https://localhost:%d"
                listen = { host = "localhost", port = %d }
                tls = { keystore = "tls.p12", passphrase-file = "authority.pass" }
                [webauthn]
                passphrase-file = "authority.pass"
                [authority]
                here = true
                passphrase-file = "authority.pass"
                [enrolment]
                here = true
                listen = { host = "localhost", port = %d }
                """.formatted(port, port, enrolPort));
        service =
                Program.start("serve", "--config", data.resolve("lanyard.toml").toString());
        service.await("ready at");
    }

    @AfterEach
    void stop() {
        End.all(kiosk, service);
    }

    @Test
    @DisplayName("every command, in its order, prints what it says there")
    void recipe() throws Exception {
        String page = Files.readString(
                Path.of(System.getProperty("lanyard.root"), "card-reader/README.md"), StandardCharsets.UTF_8);
        Transcript.ofMarkdown(page, "A kiosk").replay(this::run);
        assertTrue(Files.exists(folder.resolve("library/kiosk.p12")));
        assertFalse(Files.exists(folder.resolve("library/code")), "a code that was used is still there");
    }

    private List<String> run(Transcript.Step step) throws Exception {
        List<String> words = new ArrayList<>();
        WORD.matcher(step.command().replaceFirst(" &$", ""))
                .results()
                .forEach(found -> words.add(found.group(1) != null ? found.group(1) : found.group(2)));
        words.replaceAll(this::here);
        words.remove(0);
        List<String> lines = new ArrayList<>();
        if (words.get(0).equals("kiosk")) {
            kiosk = Program.start(words.toArray(String[]::new));
            lines.add(kiosk.await("Kiosk screen"));
            lines.add("[exit 0]");
        } else {
            if (words.get(1).equals("add")) {
                words.addAll(List.of("--origin", "http://127.0.0.1:" + screenPort));
            }
            lines.addAll(inProcess(words));
        }
        lines.replaceAll(line -> line.replace(":" + screenPort, ":8081")
                .replace(folder + "/", "")
                .stripTrailing());
        return lines;
    }

    private static List<String> inProcess(List<String> words) {
        StringWriter out = new StringWriter();
        CommandLine lanyard = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int exit = lanyard.execute(words.toArray(String[]::new));
        List<String> lines = new ArrayList<>(out.toString().lines().toList());
        lines.add("[exit " + exit + "]");
        return lines;
    }

    /** The places of the recipe are this test's. */
    private String here(String word) {
        return switch (word) {
            case "/var/lib/lanyard" -> data.toString();
            case "library" -> folder.resolve("library").toString();
            case "library/kiosk.toml" -> folder.resolve("library/kiosk.toml").toString();
            default ->
                word.replace("localhost:8443", "localhost:" + port).replace("localhost:8444", "localhost:" + enrolPort);
        };
    }
}
