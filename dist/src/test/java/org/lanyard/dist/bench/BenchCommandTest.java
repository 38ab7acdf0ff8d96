package org.lanyard.dist.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.dist.cli.Main;
import picocli.CommandLine;

@DisplayName("lanyard bench")
class BenchCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORM =
            List.of("name", "ops_per_s", "server_cpu_ms", "bare_crypto_cpu_ms", "ratio");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @DisplayName("a short run: every operation is answered as it must be, and each benchmark is one JSON object a line")
    void short_run() throws Exception {
        int code = lanyard("bench --json --ops 100 --clients 4 resident-memory card-sign-in introspection webauthn");

        assertEquals(0, code, err.toString());
        Map<String, JsonNode> results = results();
        assertEquals(
                List.of("card-sign-in", "introspection", "resident-memory", "webauthn-shares", "webauthn-sign-in"),
                List.copyOf(results.keySet()));
        for (String signIn : List.of("card-sign-in", "webauthn-sign-in")) {
            JsonNode result = results.get(signIn);
            FORM.subList(1, FORM.size())
                    .forEach(figure -> assertTrue(result.path(figure).asDouble() > 0, signIn + ": " + figure));
            assertTrue(result.path("ops").asInt() >= 100, signIn);
            assertTrue(result.path("provider").isTextual(), signIn);
            assertEquals(
                    result.path("server_cpu_ms").asDouble()
                            / result.path("bare_crypto_cpu_ms").asDouble(),
                    result.path("ratio").asDouble(),
                    result.path("ratio").asDouble() / 100);
        }
        assertEquals(
                "2 ES256 verified",
                results.get("card-sign-in").path("bare_crypto").textValue());
        assertEquals(
                "3 ES256 verified, 1 ES256 made",
                results.get("webauthn-sign-in").path("bare_crypto").textValue());
        sharesAreOfTheWhole(results.get("webauthn-shares"));
        assertTrue(results.get("introspection").path("ops").asInt() >= 1_000);
        assertTrue(results.get("introspection").path("ratio").isNull(), "an introspection checks no signature");
        assertTrue(results.get("resident-memory").path("sign_ins").asInt() >= 100);
        assertTrue(results.get("resident-memory").path("ops_per_s").isNull());
    }

    /** Each part is of the sum of the four requests: none is counted twice, and none is left out. */
    private static void sharesAreOfTheWhole(JsonNode shares) {
        double millis = 0;
        double share = 0;
        for (String part : WebAuthnShares.PARTS) {
            millis += shares.path(part + "_ms").asDouble(Double.NaN);
            share += shares.path(part + "_share").asDouble(Double.NaN);
        }
        assertEquals(shares.path("server_cpu_ms").asDouble(), millis, millis / 100);
        assertEquals(1, share, 0.01);
    }

    @Test
    @DisplayName("pki measures an authority, each thing beside its bare signature in the same run")
    void pki_measuresAnAuthority() throws Exception {
        assertEquals(0, lanyard("bench pki --json --ops 200"), err::toString);
        Map<String, JsonNode> results = results();
        assertEquals(Set.of("pki-issue", "pki-ocsp-kept", "pki-ocsp-signed", "pki-path", "pki-crl"), results.keySet());
        for (String name : List.of("pki-issue", "pki-ocsp-kept", "pki-ocsp-signed", "pki-path")) {
            JsonNode result = results.get(name);
            assertTrue(result.path("ops_per_s").asDouble() > 0, name);
            assertEquals(
                    1 / result.path("ratio").asDouble(),
                    result.path("share_of_bare_rate").asDouble(),
                    result.path("share_of_bare_rate").asDouble() / 100,
                    name);
        }
        assertEquals(8_000, results.get("pki-crl").path("entries").asInt());
        assertTrue(results.get("pki-crl").path("list_mb").asDouble() > 0.3);
    }

    @Test
    @DisplayName("tap counts the APDUs and bytes of a card in a reader, and times a class of 30 at a kiosk")
    void tap_measuresCards() throws Exception {
        List<String> some = List.of("tap known card", "tap new card", "tap new card, short lengths", "class of 30");
        List<String> line = new ArrayList<>(List.of("bench", "--json", "--ops", "30"));
        line.addAll(some);
        Pcscd pcscd = Pcscd.start();
        try {
            assertEquals(0, lanyard(line.toArray(new String[0])), err::toString);
        } finally {
            pcscd.close();
        }
        assertEquals("vpcd", results().get("tap known card").path("where").textValue());
        Map<String, JsonNode> results = results();
        JsonNode known = results.get("tap known card");
        JsonNode fresh = results.get("tap new card");
        assertEquals(3, known.path("apdus").asInt());
        assertEquals(4, fresh.path("apdus").asInt());
        assertTrue(results.get("tap new card, short lengths").path("apdus").asInt() > 4);
        assertTrue(known.path("chuid_bytes").asInt() > 1_900, known::toString);
        assertTrue(known.path("bytes_from").asInt() < fresh.path("bytes_from").asInt());
        assertTrue(known.path("total_ms").asDouble() > known.path("sign_ms").asDouble());
        assertEquals(30, results.get("class of 30").path("taps").asInt());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bench --ops 0, '--ops wants 1 to 10,000,000, not 0'",
        "bench --seconds 0, '--seconds wants 1 to 86,400, not 0'",
        "bench --clients 0, '--clients wants 1 to 1,000, not 0'",
        "bench --ops 5 --seconds 5, --ops and --seconds exclude each other",
        "bench card-sign-out, no benchmark is called card-sign-out",
        "bench --fast, Unknown option: '--fast'",
    })
    @DisplayName("arguments that make no sense are usage errors, before anything is made")
    void usage(String line, String problem) {
        assertEquals(2, lanyard(line));
        assertTrue(err.toString().startsWith(problem), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    @DisplayName("--help names every benchmark")
    void help_names_all() {
        assertEquals(0, lanyard("bench --help"));
        for (String name : BenchCommand.names()) {
            assertTrue(out.toString().replaceAll("\\s+", " ").contains(name), name);
        }
    }

    private int lanyard(String line) {
        return lanyard(line.split(" "));
    }

    private int lanyard(String... line) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(line);
    }

    private Map<String, JsonNode> results() throws Exception {
        Map<String, JsonNode> results = new TreeMap<>();
        for (String line : out.toString().lines().toList()) {
            JsonNode result = JSON.readTree(line);
            List<String> keys = new ArrayList<>();
            result.fieldNames().forEachRemaining(keys::add);
            assertEquals(FORM, keys.subList(0, FORM.size()));
            results.put(result.path("name").textValue(), result);
        }
        return results;
    }
}
