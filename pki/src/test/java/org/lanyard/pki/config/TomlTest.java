package org.lanyard.pki.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

class TomlTest {
    enum Mode {
        READ_ONLY,
        FULL
    }

    record Client(String id, URI origin, Optional<String> note) {}

    record Limit(int perMinute) {
        static Limit defaults() {
            return new Limit(60);
        }
    }

    record Http(int port, Duration idleTimeout, boolean secure, Mode mode) {
        Http {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
            }
        }
    }

    record Config(
            Http http,
            Path data,
            long ticks,
            double ratio,
            List<Client> clients,
            Map<String, Limit> limits,
            Set<String> names,
            Optional<URI> publicUrl) {}

    private static final Path FILE = Path.of("/etc/lanyard/lanyard.toml");
    private static final Config DEFAULTS = new Config(
            new Http(8080, Duration.ofSeconds(30), true, Mode.FULL),
            Path.of("/var/lib/lanyard"),
            7,
            0.5,
            List.of(),
            Map.of(),
            Set.of(),
            Optional.empty());

    private static String problems(String text) {
        PkiException e = assertThrows(PkiException.class, () -> Toml.parse(text, FILE, DEFAULTS));
        assertEquals(PkiReason.CONFIGURATION_INVALID, e.reason());
        return e.detail();
    }

    @Test
    void parse_emptyFile_givesTheDefaults() throws Exception {
        assertEquals(DEFAULTS, Toml.parse("", FILE, DEFAULTS));
    }

    @Test
    void parse_everyKindOfValue_isRead() throws Exception {
        Config config = Toml.parse("""
                data = "store"
                ticks = 9000000000
                ratio = 0.25
                names = ["a", "b", "a"]
                public-url = "https://sign-in.example"
                [http]
                port = 8443
                idle-timeout = "250ms"
                mode = "read-only"
                [[clients]]
                id = "meals"
                origin = "https://meals.example"
                [limits.invitations]
                per-minute = 3
                [limits.tokens]
                """, FILE, DEFAULTS);
        assertEquals(new Http(8443, Duration.ofMillis(250), true, Mode.READ_ONLY), config.http());
        assertEquals(Path.of("/etc/lanyard/store"), config.data());
        assertEquals(9_000_000_000L, config.ticks());
        assertEquals(0.25, config.ratio());
        assertEquals(Set.of("a", "b"), config.names());
        assertEquals(
                List.of(new Client("meals", URI.create("https://meals.example"), Optional.empty())), config.clients());
        assertEquals(Map.of("invitations", new Limit(3), "tokens", new Limit(60)), config.limits());
        assertEquals(Optional.of(URI.create("https://sign-in.example")), config.publicUrl());
    }

    @Test
    void parse_unknownKey_suggestsTheNearest() {
        assertEquals(
                FILE + "\n  http.idel-timeout: unknown key; did you mean idle-timeout?",
                problems("[http]\nidel-timeout = \"10s\""));
    }

    @Test
    void parse_keyInTheWrongTable_saysWhereItBelongs() {
        assertEquals(
                FILE + "\n  idle-timeout: unknown key here; it belongs to [http]", problems("idle-timeout = \"10s\""));
    }

    @Test
    void parse_manyProblems_areAllNamed() {
        String text = """
                ticks = "many"
                [http]
                prot = 1
                idle-timeout = "ten"
                secure = "yes"
                mode = "ful"
                [[clients]]
                origin = "meals"
                """;
        List<String> expected = List.of(
                FILE.toString(),
                "http.prot: unknown key; did you mean port?",
                "http.idle-timeout: must be a time such as \"250ms\", \"15s\", \"10m\", \"8h\" or \"30d\"",
                "http.secure: must be true or false",
                "http.mode: must be one of read-only, full; did you mean full?",
                "ticks: must be a whole number",
                "clients[0].id: must be given",
                "clients[0].origin: must be an absolute URI");
        assertEquals(String.join("\n  ", expected), problems(text));
    }

    @Test
    void parse_recordRefusesItsValues_saysSo() {
        assertEquals(FILE + "\n  http: port must be 1 to 65535, not 0", problems("[http]\nport = 0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ticks = 1.5           | ticks: must be a whole number
                    ticks = 99999999999999999999 | ticks: must be a whole number
                    data = 7              | data: must be a string
                    http = 7              | http: must be a table
                    clients = "x"         | clients: must be a list
                    limits = []           | limits: must be a table
                    public-url = "http:// x" | public-url: must be a URI
                    """)
    void parse_wrongKindOfValue_isRefused(String text, String problem) {
        assertEquals(FILE + "\n  " + problem, problems(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ticks = 1\\nticks = 2
                    [http]\\n[http]
                    ticks
                    = 3
                    """)
    void parse_notToml_namesFileAndLine(String text) {
        String detail = problems(text.replace("\\n", "\n"));
        assertEquals(FILE + ":", detail.substring(0, FILE.toString().length() + 1));
    }

    @Test
    void read_missingFile_isUnreadable(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lanyard.toml");
        PkiException e = assertThrows(PkiException.class, () -> Toml.read(file, DEFAULTS));
        assertEquals(PkiReason.CONFIGURATION_UNREADABLE, e.reason());
        assertEquals(DEFAULTS, Toml.readOrDefaults(file, DEFAULTS));
    }

    @Test
    void read_notUtf8_isInvalid(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lanyard.toml");
        Files.write(file, new byte[] {'a', '=', '"', (byte) 0xff, '"'});
        PkiException e = assertThrows(PkiException.class, () -> Toml.read(file, DEFAULTS));
        assertEquals(PkiReason.CONFIGURATION_INVALID, e.reason());
    }

    @Test
    void parse_randomText_throwsOnlyOurException() {
        Random random = new Random(20261123);
        String alphabet = "[]={}\"'.,#-_ \n\tabhttp.idlemecks0123456789\\é";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Toml.parse(text.toString(), FILE, DEFAULTS);
            } catch (PkiException e) {
                assertEquals(PkiReason.CONFIGURATION_INVALID, e.reason(), text.toString());
            }
        }
    }
}
