package org.lanyard.card.piv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;

@DisplayName("SP 800-73-5 part 1, table 9: CHUID")
class ChuidTest {
    private static final String FASC_N = "3019D4E739DA739CED39CE739D836858210842108421C84210C3EB";
    private static final String GUID = "34105C4BCC22C0434808B292793464580329";
    private static final String DATE = "35083230333130373331";
    private static final String END = "3E00FE00";

    private static byte[] object(String content) {
        return Tlv.encode(0x53, HexFormat.of().parseHex(content));
    }

    private static CardFault faultOf(String content) {
        return assertThrows(CardException.class, () -> Chuid.parse(object(content), TlvPolicy.STRICT))
                .fault();
    }

    @Test
    void good_isRead() throws Exception {
        Chuid chuid = Chuid.parse(object(FASC_N + GUID + DATE + END), TlvPolicy.STRICT);
        assertEquals(UUID.fromString("5c4bcc22-c043-4808-b292-793464580329"), chuid.guid());
        assertEquals(LocalDate.of(2031, 7, 31), chuid.expires());
        assertTrue(chuid.fascN().isOfNines());
        assertTrue(chuid.cardholder().isEmpty());
        assertEquals(0, chuid.signature().length);
    }

    @Test
    void optionalFields_areReadInTheirPlaces() throws Exception {
        String cardholder = "3610" + GUID.substring(4);
        Chuid chuid = Chuid.parse(
                object("EE020000" + FASC_N + "320431323334" + "3309313233343536373839" + GUID + DATE + cardholder
                        + "3D00" + END),
                TlvPolicy.STRICT);
        assertEquals(chuid.guid(), chuid.cardholder().orElseThrow());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        GUID + DATE + END + ", TLV_MISSING, no FASC-N",
        FASC_N + DATE + END + ", TLV_MISSING, no GUID",
        FASC_N + GUID + END + ", TLV_MISSING, no date",
        FASC_N + GUID + DATE + "FE00, TLV_MISSING, no signature field",
        FASC_N + GUID + DATE + "3E00, TLV_MISSING, no error detection",
        FASC_N + FASC_N + GUID + DATE + END + ", TLV_DUPLICATE, FASC-N twice",
        FASC_N + GUID + GUID + DATE + END + ", TLV_DUPLICATE, GUID twice",
        GUID + FASC_N + DATE + END + ", TLV_UNEXPECTED_TAG, in another order",
        FASC_N + GUID + DATE + END + "3E00, TLV_UNEXPECTED_TAG, signature again at the end",
        FASC_N + "3700" + GUID + DATE + END + ", TLV_UNEXPECTED_TAG, a field of no table",
        FASC_N + "340F5C4BCC22C0434808B2927934645803" + DATE + END + ", CHUID_INVALID, GUID of 15",
        FASC_N + GUID + "3507323033313037" + "33" + END + ", CHUID_INVALID, date of 7",
        FASC_N + GUID + "35083230333130323330" + END + ", CHUID_INVALID, 30 February",
        FASC_N + GUID + "35083230333130C331" + "31" + END + ", CHUID_INVALID, date not of digits",
        FASC_N + GUID + DATE + "3E00FE0100, CHUID_INVALID, error detection of 1",
        "3018D4E739DA739CED39CE739D836858210842108421C84210C3" + GUID + DATE + END + ", CHUID_INVALID, FASC-N of 24",
    })
    void broken_isRefusedWithItsReason(String content, CardFault fault, String name) {
        assertEquals(fault, faultOf(content), name);
    }

    @Nested
    @DisplayName("The GUID in the first response")
    class FirstPart {
        private final byte[] whole = object(FASC_N + GUID + DATE + "3E8203E8" + "00".repeat(1000) + "FE00");

        @Test
        void everyCut_givesItAsSoonAsItIsThere() throws Exception {
            int end = 4 + (FASC_N.length() + GUID.length()) / 2;
            for (int cut = 2; cut <= whole.length; cut++) {
                byte[] start = Arrays.copyOf(whole, cut);
                if (cut < 4) {
                    // The outer length itself is cut.
                    assertThrows(CardException.class, () -> Chuid.guidIn(start, TlvPolicy.STRICT));
                } else {
                    assertEquals(
                            cut >= end, Chuid.guidIn(start, TlvPolicy.STRICT).isPresent(), "cut at " + cut);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"34100000000000000000000000000000000035", "3411"})
        void zerosOrAWrongLength_areRefused(String rest) {
            byte[] start = HexFormat.of().parseHex("53820421" + FASC_N + rest + "00".repeat(17));
            assertEquals(
                    CardFault.CHUID_INVALID,
                    assertThrows(CardException.class, () -> Chuid.guidIn(start, TlvPolicy.STRICT))
                            .fault());
        }

        @Test
        void whole_withoutGuid_hasNone() throws Exception {
            assertEquals(Optional.empty(), Chuid.guidIn(object(FASC_N), TlvPolicy.STRICT));
        }
    }

    @Nested
    @DisplayName("TIG SCEPACS §6: FASC-N")
    class Number {
        private final byte[] nines = HexFormat.of().parseHex(FASC_N.substring(4));

        @Test
        void digits_areRead() throws Exception {
            assertEquals("99999999999999010000000000300001", FascN.parse(nines).digits());
        }

        @Test
        void federalNumber_isNotOfNines() throws Exception {
            byte[] federal = HexFormat.of().parseHex("D13810D828AB6C10C339E5A1685A08C92ADE0A6184E739C3E7");
            assertFalse(FascN.parse(federal).isOfNines());
        }

        @Test
        void everyFlippedBit_isNoticed() {
            for (int bit = 0; bit < 200; bit++) {
                byte[] flipped = nines.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertEquals(
                        CardFault.CHUID_INVALID,
                        assertThrows(CardException.class, () -> FascN.parse(flipped))
                                .fault());
            }
        }
    }
}
