package org.lanyard.dist.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.testing.Transcript;
import org.lanyard.vectors.RealPart;

@DisplayName("README.md")
class ReadmeIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void launcher() throws Exception {
        Path root = Path.of(System.getProperty("lanyard.root"));
        // The first start on a JDK says that it prepares the later ones; the sections show later ones.
        int exit = new ProcessBuilder(root.resolve("lanyard").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertTrue(exit == 0, "the launcher answered " + exit);
    }

    @Test
    @DisplayName("Five minutes: every command, in its order, prints what it says there")
    void fiveMinutes() throws Exception {
        RealPart.require("curl", Files.isExecutable(Path.of("/usr/bin/curl")), "apt-get install curl");
        replay("Five minutes", "8080", "8090");
    }

    @Test
    @DisplayName("On a real server: every command, in its order, prints what it says there")
    void onARealServer() throws Exception {
        RealPart.require("curl", Files.isExecutable(Path.of("/usr/bin/curl")), "apt-get install curl");
        RealPart.require("openssl", Files.isExecutable(Path.of("/usr/bin/openssl")), "apt-get install openssl");
        replay("On a real server", "8443");
    }

    @Test
    @DisplayName("pki/README.md: the recipes of a school year, one after the other")
    void aSchoolYear() throws Exception {
        RealPart.require("openssl", Files.isExecutable(Path.of("/usr/bin/openssl")), "apt-get install openssl");
        String page = Files.readString(
                Path.of(System.getProperty("lanyard.root"), "pki", "README.md"), StandardCharsets.UTF_8);
        Transcript transcript = Transcript.ofMarkdown(page);
        try (Bash bash = new Bash(folder, transcript::matches)) {
            transcript.replay(bash);
        }
    }

    @Test
    @DisplayName("session-service/README.md: the office's recipes, one after the other")
    void theOffice() throws Exception {
        String page = Files.readString(
                Path.of(System.getProperty("lanyard.root"), "session-service", "README.md"), StandardCharsets.UTF_8);
        free();
        String ports = " --port " + last;
        free();
        ports += " --kiosk-port " + last;
        Transcript transcript = Transcript.ofMarkdown(page.replace("demo --data school", "demo --data school" + ports));
        try (Bash bash = new Bash(folder, transcript::matches)) {
            transcript.replay(bash);
        }
    }

    /** The ports may be taken where the tests run: free ones stand in for them, in commands and in answers. */
    private void replay(String heading, String... ports) throws Exception {
        String readme = readme();
        for (String port : ports) {
            readme = readme.replace(":" + port, ":" + free()).replace("port = " + port, "port = " + last);
            readme = readme.replace("./lanyard demo --data tour", "./lanyard demo --data tour" + option(port));
        }
        Transcript transcript = Transcript.ofMarkdown(readme, heading);
        try (Bash bash = new Bash(folder, transcript::matches)) {
            transcript.replay(bash);
        }
    }

    private String last;

    private String free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            last = Integer.toString(socket.getLocalPort());
            return last;
        }
    }

    private String option(String port) {
        return switch (port) {
            case "8080" -> " --port " + last;
            case "8090" -> " --kiosk-port " + last;
            default -> "";
        };
    }

    static String readme() throws IOException {
        return Files.readString(Path.of(System.getProperty("lanyard.root"), "README.md"), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("every command of the launcher that it names is there")
    void commandsAreThere() throws Exception {
        Process help = new ProcessBuilder(
                        Path.of(System.getProperty("lanyard.root"), "lanyard").toString(), "--help")
                .redirectErrorStream(true)
                .start();
        String printed = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String command : List.of(
                "demo",
                "serve",
                "webauthn",
                "kiosk",
                "kiosks",
                "softcard",
                "card",
                "pass",
                "pki",
                "audit",
                "bench",
                "build",
                "test",
                "vectors")) {
            assertTrue(printed.contains("\n  " + command), command + " in\n" + printed);
        }
    }
}
