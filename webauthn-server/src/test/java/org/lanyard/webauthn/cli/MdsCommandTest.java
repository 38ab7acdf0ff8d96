package org.lanyard.webauthn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.webauthn.TurnableClock;
import org.lanyard.webauthn.attestation.FakeFido;
import picocli.CommandLine;

@DisplayName("lanyard webauthn mds show|refresh --config FILE")
class MdsCommandTest {
    private static final String MODEL = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

    @TempDir
    Path folder;

    private final TurnableClock clock = new TurnableClock();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeFido fido;
    private Path config;
    private String url;

    @BeforeEach
    void open() throws Exception {
        fido = new FakeFido(clock.instant());
        url = fido.fetching(folder).url().orElseThrow().toString();
        config = folder.resolve("webauthn.toml");
        configured("mds-url = \"" + url + "\"\nmds-root = \"root.crt\"\n");
    }

    private void configured(String keys) throws Exception {
        Files.writeString(config, keys + "[store]\nurl = \"jdbc:sqlite:" + folder.resolve("webauthn.db") + "\"\n");
    }

    @AfterEach
    void close() {
        fido.close();
    }

    private String run(ExitCode code, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new java.util.ArrayList<>(List.of("mds"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        int ended = new CommandLine(new WebAuthnCommand(MetadataPlace::alone, clock))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        assertEquals(code.number(), ended, out + "\n" + err);
        return (out.toString() + err).replace(url, "URL").replace(folder.toString(), "FOLDER");
    }

    @Test
    void show_beforeThereIsAny_thenARefresh_thenAModelIsWithdrawn() {
        assertEquals("""
                Source:      URL
                Issue:       none yet: nothing is certified
                Reports:     the door has taken all
                """, run(ExitCode.OK, "show"));
        fido.model(MODEL, List.of(), "FIDO_CERTIFIED_L1 2020-01-01");
        fido.publish(41);
        assertEquals("""
                Source:      URL
                Issue:       no. 41, fetched within a day, next update 2026-12-23
                Models:      1, 0 withdrawn
                Certifies:   yes
                Last look:   within a day
                Reports:     the door has taken all
                """, run(ExitCode.OK, "refresh"));
        clock.turn(Duration.ofDays(3));
        fido.model(MODEL, List.of(), "REVOKED 2026-11-24");
        fido.publish(42);
        run(ExitCode.OK, "refresh");
        clock.turn(Duration.ofDays(60));
        assertEquals("""
                Source:      URL
                Issue:       no. 42, fetched 60 days ago, next update 2026-12-23
                Models:      1, 1 withdrawn
                             2fc0579f-8113-47ea-b116-bb5a8db9202a REVOKED
                Certifies:   no: its time is over, see mds-offline
                Last look:   60 days ago
                Reports:     1 wait for the door
                """, run(ExitCode.OK, "show"));
        assertEquals(
                "{\"source\":\"URL\",\"number\":42,\"next_update\":\"2026-12-23\","
                        + "\"fetched_at\":\"2026-11-26T09:00:00Z\",\"age_days\":60,\"models\":1,"
                        + "\"withdrawn\":{\"2fc0579f-8113-47ea-b116-bb5a8db9202a\":\"REVOKED\"},\"certifies\":false,"
                        + "\"tried_at\":\"2026-11-26T09:00:00Z\",\"reports_waiting\":1}\n",
                run(ExitCode.OK, "show", "--json"));
    }

    @Test
    void refresh_thatFails_saysWhy_andShowRemembers() {
        assertEquals("""
                webauthn mds refresh: METADATA_UNAVAILABLE: URL, HTTP status 404
                Hint: Look at mds-url or mds-file, and whether this machine may reach it.
                """, run(ExitCode.FAILED, "refresh"));
        assertEquals("""
                Source:      URL
                Issue:       none yet: nothing is certified
                Last look:   within a day, failed: METADATA_UNAVAILABLE: URL, HTTP status 404
                Reports:     the door has taken all
                """, run(ExitCode.OK, "show"));
    }

    @Test
    void withoutMetadata_orWithoutItsRoot_isRefused() throws Exception {
        configured("");
        assertEquals("""
                webauthn mds show: there is neither mds-file nor mds-url in FOLDER/webauthn.toml
                Hint: Name one, and mds-root with it.
                """, run(ExitCode.CONFIGURATION, "show"));
        configured("mds-file = \"blob.jwt\"\n");
        assertEquals("""
                webauthn mds show: mds-file and mds-url need mds-root, the certificate to believe them by
                Hint: the keys of FOLDER/webauthn.toml are told in the README
                """, run(ExitCode.CONFIGURATION, "show"));
    }
}
