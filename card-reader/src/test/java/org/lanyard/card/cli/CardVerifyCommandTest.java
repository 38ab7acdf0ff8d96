package org.lanyard.card.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.vectors.SharedVectors;
import picocli.CommandLine;

class CardVerifyCommandTest {
    private static final String ARC = "2.16.840.1.101.3.2.1.48.";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(List<String> arguments) {
        return new CommandLine(new CardVerifyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static List<String> gsa(String card, String... more) {
        Path cards = SharedVectors.require("gsa-cards");
        List<String> all = new ArrayList<>(List.of(
                cards.resolve(card).toString(),
                "--anchor",
                cards.resolve("authority/ICAM_Test_Card_PIV_Root_CA_-_gold_gen1-3.crt")
                        .toString(),
                "--untrusted",
                cards.resolve("authority").toString(),
                "--at",
                "2026-11-23T09:00:00Z",
                "--policy-9a",
                ARC + "11",
                "--policy-9e",
                ARC + "13",
                "--policy-signer",
                ARC + "86",
                "--without",
                "criticality"));
        all.addAll(List.of(more));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "01_Golden_PIV, 0, The card is good.",
        "46_Golden_FIPS_201-2_PIV, 0, DISCOVERY                         good",
        "25_Disco_Object_Not_Present, 0, DISCOVERY                         absent",
        "04_Tampered_CHUID, 3, 'CHUID                             broken: UNREADABLE (SP 800-73-5 part 1, appendix A)'",
        "08_Tampered_Security_Object, 3, SECURITY_OBJECT                   broken: SIGNATURE_INVALID (RFC 5652 §5.6)",
        "55_FIPS_201-2_Missing_Security_Object, 3, SECURITY_OBJECT                   absent"
    })
    void card_isJudged(String card, int exit, String line) {
        assertEquals(exit, run(gsa(card)), err::toString);
        assertTrue(out.toString().contains(line), out::toString);
    }

    @Test
    void json_isOneObject() {
        assertEquals(3, run(gsa("13_Certs_are_expired", "--json")));
        assertTrue(out.toString().startsWith("{\"good\":false,\"containers\":{"), out::toString);
        assertTrue(
                out.toString().contains("\"CARD_AUTHENTICATION_CERTIFICATE\":{")
                        && out.toString().contains("[\"CERTIFICATE_EXPIRED\"]"),
                out::toString);
    }

    @Test
    void mistakes_haveAHint(@TempDir Path folder) throws Exception {
        assertEquals(2, run(gsa("01_Golden_PIV", "--without", "gravity")));
        assertTrue(err.toString().contains("no rule: gravity"), err::toString);
        Path text = Files.writeString(folder.resolve("hello"), "hello");
        assertEquals(1, run(List.of(text.toString(), "--anchor", text.toString())));
        assertTrue(err.toString().contains("Hint: "), err::toString);
    }
}
