package org.lanyard.card.softcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.card.apdu.CardCapabilities;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.testing.TestAuthority;

@DisplayName("ISO/IEC 7816-4 §5.3 and 7816-3, as the software card does it")
class SoftWireTest {
    private static final String SELECT = "00A4040009A0000003080000100000";

    private final TestCards cards = new TestCards(TestAuthority.create());
    private SoftCard card;

    @BeforeEach
    void make() throws Exception {
        card = cards.make(AlgorithmId.P_256);
        card.powerOn(CardInterface.CONTACT);
    }

    private String send(String hex) throws CardException {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(card.transmit(HexFormat.of().parseHex(hex)));
    }

    private String status(String hex) throws CardException {
        return ResponseApdu.parse(card.transmit(HexFormat.of().parseHex(hex)))
                .status()
                .toString();
    }

    @Test
    void t0_hasEveryResponseFetched_andCorrectsLe() throws Exception {
        card = card.withProtocol(SoftProtocol.T0);
        card.powerOn(CardInterface.CONTACT);
        assertEquals("612A", send("00A4040009A00000030800001000"));
        assertEquals("6C2A", send("00C0000000"));
        assertTrue(send("00C000002A").endsWith("9000"));
        assertEquals("6985", send("00C0000000"));
    }

    @Test
    void anotherCommand_dropsWhatWasNotFetched() throws Exception {
        send(SELECT);
        assertTrue(status("00CB3FFF055C035FC10100").startsWith("61"));
        send("00200080");
        assertEquals("6985", status("00C0000000"));
    }

    @Test
    void chain_isOfOneCommand() throws Exception {
        send(SELECT);
        assertEquals("9000", status("1087119E01" + "7C"));
        assertEquals("6883", status("00200080"));
        assertEquals("63C3", status("00200080"));
    }

    @Test
    void chain_isBounded() throws Exception {
        send(SELECT);
        String part = "1087119EFF" + "00".repeat(255);
        for (int i = 0; i < 64; i++) {
            assertEquals("9000", status(part));
        }
        assertEquals("6700", status(part));
    }

    @Test
    void extendedLe_bringsAllAtOnce() throws Exception {
        send(SELECT);
        assertTrue(status("00CB3FFF000005" + "5C035FC101" + "0000").startsWith("9000"));
        assertTrue(status("00CB3FFF000005" + "5C035FC101" + "0010").startsWith("61"));
        assertEquals(
                StatusWord.SUCCESS,
                ResponseApdu.parse(card.transmit(certificateByExtendedLe())).status());
        assertTrue(ResponseApdu.parse(card.transmit(certificateByExtendedLe())).length() > 256);
    }

    private static byte[] certificateByExtendedLe() {
        return HexFormat.of().parseHex("00CB3FFF000005" + "5C035FC101" + "0000");
    }

    @Test
    void extendedDataOverTheBound_isWrongLength() throws Exception {
        send(SELECT);
        assertEquals("6700", status("0087119E00FFFF" + "00".repeat(0xFFFF)));
    }

    @ParameterizedTest
    @CsvSource({"T0, true", "T0, false", "T1, false"})
    void extendedLengthsAndRubbish_areWrongLength(SoftProtocol protocol, boolean extendedLengths) throws Exception {
        card = card.withProtocol(protocol).withExtendedLengths(extendedLengths);
        card.powerOn(CardInterface.CONTACT);
        assertEquals("6700", status("00CB3FFF0000055C035FC1020001"));
        assertEquals("6700", status("00CB3FFF0001005C" + "00".repeat(255) + "0000"));
        assertEquals("6700", status(""));
        assertEquals("6700", status("00"));
    }

    @ParameterizedTest
    @CsvSource({
        "T0, CONTACT, true, 3B05 8073000080",
        "T0, CONTACT, false, 3B05 8073000080",
        "T1, CONTACT, true, 3B8501 80730000C0 B7",
        "T1, CONTACT, false, 3B8501 8073000080 F7",
        "T0, CONTACTLESS, true, 3B858001 80730000C0 37",
        "T1, CONTACTLESS, false, 3B858001 8073000080 77",
    })
    void atr_tellsWhatItTakes(SoftProtocol protocol, CardInterface on, boolean extendedLengths, String atr) {
        SoftCard made = card.withProtocol(protocol).withExtendedLengths(extendedLengths);
        assertArrayEquals(HexFormat.of().parseHex(atr.replace(" ", "")), made.powerOn(on));
        CardCapabilities told = CardCapabilities.of(made.atr(on));
        assertTrue(told.commandChaining());
        assertEquals(
                extendedLengths && !(protocol == SoftProtocol.T0 && on == CardInterface.CONTACT),
                told.extendedLengths());
    }

    @Test
    void withoutPower_isMute() {
        card.powerOff();
        assertEquals(
                CardFault.CARD_MUTE,
                assertThrows(CardException.class, () -> send(SELECT)).fault());
    }

    @Test
    void anything_isAnswered() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = (byte) (random.nextInt(2) << 4);
                bytes[1] = (byte) new int[] {0xA4, 0xCB, 0x20, 0x87, 0xC0}[random.nextInt(5)];
                bytes[4] = (byte) (bytes.length - 5);
            }
            ResponseApdu.parse(card.transmit(bytes));
        }
    }
}
