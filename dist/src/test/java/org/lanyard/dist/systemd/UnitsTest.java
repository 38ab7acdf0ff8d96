package org.lanyard.dist.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.dist.cli.Main;
import org.lanyard.vectors.RealPart;

@DisplayName("The systemd units")
class UnitsTest {
    private static final Path FILES = Path.of(System.getProperty("lanyard.root"), "dist/src/main/systemd");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path folder;

    private static String read(String name) throws IOException {
        return Files.readString(FILES.resolve(name), StandardCharsets.UTF_8);
    }

    /** With programs that are there in place of those that need not be. */
    private Path unit(String name) throws IOException {
        String text = read(name).replace("/opt/lanyard/lanyard", "/bin/true").replace("/usr/bin/cage", "/bin/true");
        return Files.writeString(folder.resolve(name), text);
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    /** Least rights first; {@code security} counts from 0, safe, to 10; the display has to have a terminal. */
    @ParameterizedTest
    @CsvSource({"lanyard.service, 15", "lanyard-kiosk.service, 42", "lanyard-display.service, 75"})
    @DisplayName("are understood by systemd and expose no more than they have to")
    void understood(String name, int tenths) throws Exception {
        RealPart.require("systemd-analyze", Files.isExecutable(ANALYZE), "apt-get install systemd");
        Path unit = unit(name);
        assertEquals("", run(ANALYZE.toString(), "verify", "--man=no", unit.toString()));
        run(ANALYZE.toString(), "security", "--offline=yes", "--no-pager", "--threshold=" + tenths, unit.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lanyard.service", "lanyard-kiosk.service"})
    @DisplayName("run as a user of their own, keep nothing but their folder, and come back for ever")
    void leastRights(String name) throws Exception {
        Set<String> lines = read(name).lines().collect(Collectors.toCollection(TreeSet::new));
        for (String wanted : List.of(
                "NoNewPrivileges=yes",
                "CapabilityBoundingSet=",
                "ProtectSystem=strict",
                "ProtectHome=yes",
                "PrivateTmp=yes",
                "UMask=0077",
                "StateDirectoryMode=0700",
                "Restart=always",
                "StartLimitIntervalSec=0")) {
            assertTrue(lines.contains(wanted), wanted);
        }
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("ReadWritePaths") || line.equals("User=root")));
    }

    @Test
    @DisplayName("start commands that there are")
    void commands() throws Exception {
        Set<String> known = Main.commandLine().getSubcommands().keySet();
        for (String name : List.of("lanyard.service", "lanyard-kiosk.service")) {
            var command = Pattern.compile("ExecStart=/opt/lanyard/lanyard (\\w+) --config /var/lib/\\S+\\.toml")
                    .matcher(read(name));
            assertTrue(command.find(), name);
            assertTrue(known.contains(command.group(1)), command.group(1));
        }
    }

    @Test
    @DisplayName("have the users that are made for them")
    void users() throws Exception {
        String made = read("lanyard.sysusers");
        for (String name : List.of("lanyard.service", "lanyard-kiosk.service", "lanyard-display.service")) {
            var user = Pattern.compile("(?m)^User=(.*)$").matcher(read(name));
            assertTrue(user.find(), name);
            assertTrue(made.contains("u " + user.group(1) + " "), user.group(1));
        }
        assertTrue(read("50-lanyard-kiosk.rules").contains("subject.user === \"lanyard-kiosk\""));
    }

    @Test
    @DisplayName("come with rules for the browser: no history, no tools, nothing kept")
    void browser() throws Exception {
        Map<?, ?> rules = new ObjectMapper().readValue(read("chromium.json"), Map.class);
        assertEquals(true, rules.get("SavingBrowserHistoryDisabled"));
        assertEquals(2, rules.get("DeveloperToolsAvailability"));
        assertEquals(false, rules.get("PasswordManagerEnabled"));
    }

    @Test
    @DisplayName("are told of in the README, each")
    void told() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("lanyard.root"), "card-reader/README.md"));
        try (Stream<Path> all = Files.list(FILES)) {
            for (Path each : all.toList()) {
                assertTrue(readme.contains(each.getFileName().toString()), each.toString());
            }
        }
    }
}
