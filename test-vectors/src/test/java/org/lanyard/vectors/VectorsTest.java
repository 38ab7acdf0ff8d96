package org.lanyard.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorsTest {
    private static final String GOOD = """
            {"provenance":{"description":"d","source":"s","date":"2026-11-23"},
             "transcripts":[{"id":"a","comment":"c","contacts":true,"atr":"3B00",
              "exchanges":[{"command":"00A40400","response":"9000","comment":"select"}]}]}""";

    @Test
    void read_whatWasWritten_isTheSame(@TempDir Path folder) throws Exception {
        var exchange = new ApduVectors.Exchange("00A40400", "9000", "select");
        var vectors = new ApduVectors(
                new Provenance("d", "s", LocalDate.of(2026, 11, 23)),
                List.of(new ApduVectors.Transcript("a", "c", true, "3B00", List.of(exchange))));
        Path file = folder.resolve("new/file.json");
        Vectors.write(vectors, file);
        assertEquals(vectors, Vectors.read(Files.readString(file), ApduVectors.class));
        assertEquals(vectors, Vectors.read(GOOD, ApduVectors.class));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "'\"contacts\":true', '\"contacts\":true,\"extra\":1', an unknown field",
        "'\"contacts\":true,', '', a missing field",
        "'\"contacts\":true', '\"contacts\":true,\"contacts\":true', a field twice",
        "'\"contacts\":true', '\"contacts\":\"true\"', a string for a boolean",
        "'\"contacts\":true', '\"contacts\":null', null for a boolean",
        "'\"00A40400\"', '\"00A404\"', a command of 3 bytes",
        "'\"00A40400\"', '\"00a40400\"', hexadecimal in lower case",
        "'\"9000\"', '\"90\"', half a status word",
        "'2026-11-23', 'yesterday', no date",
        "'}]}]}', '}]}]}{}', something behind the end"
    })
    void read_aBrokenFile_fails(String from, String to, String what) {
        String broken = GOOD.replace(from, to == null ? "" : to);
        assertThrows(IOException.class, () -> Vectors.read(broken, ApduVectors.class), what);
    }

    @Test
    void case_withReasonAndAcceptance_fails() {
        assertThrows(IllegalArgumentException.class, () -> Require.outcome(true, "EXPIRED", "x"));
        assertThrows(IllegalArgumentException.class, () -> Require.outcome(false, null, "x"));
    }
}
