package org.lanyard.card.tlv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

@DisplayName("BER-TLV, ISO/IEC 7816-4 §5.2.2 and ISO/IEC 8825-1 §8.1")
class TlvReaderTest {
    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource({
        "53, TLV_TRUNCATED, no length",
        "5302AA, TLV_TRUNCATED, value cut",
        "5381, TLV_TRUNCATED, length cut",
        "538201, TLV_TRUNCATED, length of two cut",
        "5F, TLV_TRUNCATED, tag cut",
        "5FC1, TLV_TRUNCATED, tag of three cut",
        "5380, TLV_LENGTH_INVALID, indefinite",
        "538400000000, TLV_LENGTH_INVALID, length of four",
        "53FF00, TLV_LENGTH_INVALID, reserved",
        "53810100, TLV_LENGTH_NOT_MINIMAL, 81 for 1",
        "5382007F, TLV_LENGTH_NOT_MINIMAL, 82 for 127",
        "538200FF, TLV_LENGTH_NOT_MINIMAL, 82 for 255",
        "5383000100, TLV_LENGTH_NOT_MINIMAL, 83 for 256",
        "53824001, TLV_TOO_LARGE, over 16 KiB",
        "53837FFFFF, TLV_TOO_LARGE, far over",
        "0000, TLV_TAG_INVALID, 00",
        "FF00, TLV_TAG_INVALID, FF",
        "5F1E00, TLV_TAG_INVALID, a long tag that fits the short form",
        "5F801F00, TLV_TAG_INVALID, a tag that starts with zeros",
        "5FC1818100, TLV_TAG_INVALID, a tag of five",
    })
    void broken_isRefusedWithItsReason(String bytes, CardFault fault, String name) {
        assertEquals(
                fault,
                assertThrows(CardException.class, () -> TlvReader.all(hex(bytes), TlvPolicy.STRICT), name)
                        .fault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"53810100", "5382000100", "538300000100"})
    void longerLengths_areReadWhereThePolicySaysSo(String bytes) throws Exception {
        assertEquals(List.of(new Tlv(0x53, new byte[1])), TlvReader.all(hex(bytes), TlvPolicy.FIELD));
    }

    @Test
    void tagsOfOneToThreeBytes_areReadAndWritten() throws Exception {
        for (int tag : new int[] {0x53, 0xFE, 0x5F2F, 0x7F61, 0x5FC102}) {
            for (int length : new int[] {0, 1, 127, 128, 255, 256, 16384}) {
                byte[] encoded = Tlv.encode(tag, new byte[length]);
                assertEquals(List.of(new Tlv(tag, new byte[length])), TlvReader.all(encoded, TlvPolicy.STRICT));
                assertArrayEquals(new byte[length], TlvReader.only(tag, encoded, TlvPolicy.STRICT));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', TLV_MISSING",
        "5400, TLV_UNEXPECTED_TAG",
        "530000, TLV_LEFTOVER",
        "53005300, TLV_LEFTOVER",
    })
    void only_isOneElementAndNothingElse(String bytes, CardFault fault) {
        assertEquals(
                fault,
                assertThrows(CardException.class, () -> TlvReader.only(0x53, hex(bytes), TlvPolicy.STRICT))
                        .fault());
    }

    @Test
    void elements_areBounded() {
        assertEquals(
                CardFault.TLV_TOO_LARGE,
                assertThrows(CardException.class, () -> TlvReader.all(hex("5300".repeat(33)), TlvPolicy.STRICT))
                        .fault());
    }

    @Test
    void firstPart_givesItsWholeElementsAlone() throws Exception {
        TlvReader reader = new TlvReader(hex("5308" + "3001AA" + "3403BB"), TlvPolicy.STRICT);
        assertEquals(2, reader.enter(0x53));
        assertEquals(0x30, reader.nextIfWhole().orElseThrow().tag());
        assertTrue(reader.nextIfWhole().isEmpty());
        assertTrue(reader.hasNext());
    }
}
