package org.lanyard.card.apdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ISO/IEC 7816-4 §5.1: command-response pairs")
class CommandApduTest {
    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Nested
    @DisplayName("The seven cases")
    class Cases {
        @ParameterizedTest
        @CsvSource({
            "1, 00A40000, 0, 0",
            "2S, 00C0000010, 0, 16",
            "2S of 256, 00C0000000, 0, 256",
            "3S, 0020008002AABB, 2, 0",
            "4S, 00CB3FFF02AABB00, 2, 256",
            "2E, 00C00000000101, 0, 257",
            "2E of 65536, 00C00000000000, 0, 65536",
        })
        void readAndWritten(String name, String hex, int length, int le) throws Exception {
            CommandApdu command = CommandApdu.parse(hex(hex));
            assertEquals(length, command.length(), name);
            assertEquals(le, command.le(), name);
            assertArrayEquals(hex(hex), command.encode(), name);
        }

        @Test
        void case3and4Extended_readAndWritten() throws Exception {
            for (int le : new int[] {0, 1, 65535, 65536}) {
                CommandApdu command = new CommandApdu(0, 0x87, 7, 0x9E, new byte[300], le);
                assertEquals(command, CommandApdu.parse(command.encode()));
                assertEquals(le, CommandApdu.parse(command.encode()).le());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00A400",
                "00A4040002AA",
                "00A4040001AABBCC",
                "00A404000000",
                "00A40400000000AA",
                "00A40400000002AA",
                "00A40400000001AABB",
                "00A40400000001AABBCCDD"
            })
    void lengthsThatDoNotAddUp_areMalformed(String hex) {
        assertEquals(
                CardFault.MALFORMED_COMMAND,
                assertThrows(CardException.class, () -> CommandApdu.parse(hex(hex)))
                        .fault());
    }

    @Test
    void text_hasNoData() {
        byte[] pin = "27182818".getBytes(StandardCharsets.US_ASCII);
        String text = new CommandApdu(0, 0x20, 0, 0x80, pin, 0).toString();
        assertEquals("00 20 00 80 Lc=8 Le=0", text);
        assertFalse(text.contains("3237"));
    }

    @Test
    void responseWithoutStatusWord_isMalformed() {
        for (byte[] bytes : new byte[][] {{}, {(byte) 0x90}, new byte[65539]}) {
            assertEquals(
                    CardFault.MALFORMED_RESPONSE,
                    assertThrows(CardException.class, () -> ResponseApdu.parse(bytes))
                            .fault());
        }
    }
}
