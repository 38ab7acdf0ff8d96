package org.lanyard.card.pcsc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.StatusWord;

/** What goes to a reader that takes the PIN itself, and what comes back. */
class PinPadTest {
    /** 06 VERIFY_PIN_DIRECT and 07 MODIFY_PIN_DIRECT, as a common reader with keys tells them through its driver. */
    private static final String FEATURES = "0604" + "42330006" + "0704" + "42330007";

    private final List<Integer> codes = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private Optional<PinPad> pad(String features, String answer) {
        return PinPad.of((code, command) -> {
            codes.add(code);
            commands.add(HexFormat.of().withUpperCase().formatHex(command));
            return codes.size() == 1 ? hex(features) : hex(answer);
        });
    }

    @Nested
    @DisplayName("PC/SC part 10 §2.2: which features a reader has")
    class Discovery {
        @Test
        @DisplayName("CM_IOCTL_GET_FEATURE_REQUEST is function 3400: 42000D48 with pcsc-lite, 00313520 on Windows")
        void code() {
            pad(FEATURES, "9000");
            assertEquals(List.of(0x42000D48), codes);
            assertEquals(List.of(""), commands);
            codes.clear();
            PinPad.of(
                    (code, command) -> {
                        codes.add(code);
                        return hex(FEATURES);
                    },
                    true);
            assertEquals(List.of(0x00313520), codes);
        }

        @Test
        void aReaderWithKeysHasAPad() {
            assertTrue(pad(FEATURES, "9000").isPresent());
            codes.clear();
            assertTrue(pad("0704423300070604" + "42330006", "9000").isPresent());
        }

        @ParameterizedTest
        @DisplayName("a reader without, or one that talks nonsense, has none")
        @ValueSource(
                strings = {
                    "",
                    "070442330007",
                    "06",
                    "0604",
                    "060442330006FF",
                    "0603423300",
                    "0605423300060000",
                    "06044233000606"
                })
        void none(String features) {
            codes.clear();
            assertTrue(pad(features, "9000").isEmpty());
        }

        @Test
        @DisplayName("a reader that refuses the question has none")
        void refused() {
            assertTrue(PinPad.of((code, command) -> {
                        throw new CardException(CardFault.PIN_PAD_FAILED, "control");
                    })
                    .isEmpty());
        }
    }

    @Nested
    @DisplayName("PC/SC part 10 §2.5.2: PIN_VERIFY")
    class Structure {
        @Test
        @DisplayName("for PIV: 6 to 8 digits in ASCII, left, in 8 bytes filled up with FF; byte for byte")
        void bytes() throws Exception {
            pad(FEATURES, "9000").orElseThrow().verify();
            assertEquals(List.of(0x42000D48, 0x42330006), codes);
            assertEquals(
                    "1E" // bTimerOut: 30 s
                            + "1E" // bTimerOut2: 30 s after the first key
                            + "82" // bmFormatString: bytes, at 0, left, ASCII
                            + "08" // bmPINBlockString: no length, 8 bytes
                            + "00" // bmPINLengthFormat
                            + "0806" // wPINMaxExtraDigit, little-endian: at least 6, at most 8
                            + "02" // bEntryValidationCondition: the key that says so
                            + "FF" // bNumberMessage: the reader's own
                            + "0904" // wLangId, little-endian
                            + "00" // bMsgIndex
                            + "000000" // bTeoPrologue
                            + "0D000000" // ulDataLength, little-endian
                            + "0020008008FFFFFFFFFFFFFFFF", // SP 800-73-5 part 2 §3.2.1
                    commands.get(1));
        }

        @Test
        void isReadAsItWasWritten() {
            byte[] bytes = PinVerify.piv().encode();
            PinVerify read = PinVerify.parse(bytes).orElseThrow();
            assertEquals(6, read.fewest());
            assertEquals(8, read.most());
            assertArrayEquals(bytes, read.encode());
        }

        @ParameterizedTest
        @DisplayName(
                "is refused where it is cut, longer than it says, or has a prologue or a message that nobody asked for")
        @ValueSource(
                strings = {
                    "",
                    "1E1E820800080602FF0904000000000D0000",
                    "1E1E820800080602FF0904000000000D0000000020008008FFFFFFFFFFFFFF",
                    "1E1E820800080602FF0904000000000D0000000020008008FFFFFFFFFFFFFFFFFF",
                    "1E1E820800080602FF0904010000000D0000000020008008FFFFFFFFFFFFFFFF",
                    "1E1E820800080602FF0904000000010D0000000020008008FFFFFFFFFFFFFFFF",
                    "1E1E820800080602FF0904000000000000000D0020008008FFFFFFFFFFFFFFFF",
                    "1E1E820800080602FF090400000000040000000020" + "0080"
                })
        void malformed(String hex) {
            assertEquals(Optional.empty(), PinVerify.parse(hex(hex)));
        }
    }

    @Nested
    @DisplayName("PC/SC part 10 §2.5.3: the answer")
    class Answer {
        @ParameterizedTest
        @ValueSource(strings = {"9000", "63C2", "6983", "6982"})
        @DisplayName("is the card's status word")
        void card(String status) throws Exception {
            assertEquals(
                    new StatusWord(Integer.parseInt(status, 16)),
                    pad(FEATURES, status).orElseThrow().verify());
        }

        @ParameterizedTest
        @CsvSource({
            "6400,PIN_NOT_TYPED",
            "6401,PIN_NOT_TYPED",
            "6403,PIN_NOT_TYPED",
            "6B80,PIN_PAD_FAILED",
            "'',PIN_PAD_FAILED",
            "90,PIN_PAD_FAILED",
            "009000,PIN_PAD_FAILED"
        })
        @DisplayName("or the reader's own")
        void reader(String answer, CardFault fault) {
            PinPad pad = pad(FEATURES, answer).orElseThrow();
            assertEquals(fault, assertThrows(CardException.class, pad::verify).fault());
        }
    }
}
