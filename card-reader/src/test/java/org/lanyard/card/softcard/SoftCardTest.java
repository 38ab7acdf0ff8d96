package org.lanyard.card.softcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.ResponseApdu;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.testing.TestAuthority;

/** The card's commands, byte by byte. */
class SoftCardTest {
    private static final String SELECT = "00A4040009A0000003080000100000";
    private static final String PIN_FIELD = "323731383238FFFF";
    private static final String DIGEST_TEMPLATE =
            "7C2482008120" + "1111111111111111111111111111111111111111111111111111111111111111";

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

    @Nested
    @DisplayName("SELECT")
    class Select {
        @Test
        void answer_isAlwaysTheSame() throws Exception {
            String expected = "61284F0600001000010079074F05A000000308"
                    + "50154C616E7961726420736F6674776172652063617264" + "9000";
            assertEquals(expected, send(SELECT));
            assertEquals(expected, send("00A404000BA00000030800001000010000"));
            assertEquals(expected, send("00A4040005A000000308"));
        }

        @ParameterizedTest
        @CsvSource({
            "00A4040009A00000030800002000" + "00, 6A82",
            "00A4040004A0000003" + "00, 6A82",
            "00A404000CA0000003080000100001000000, 6A82",
            "00A4000009A00000030800001000" + "00, 6A86",
            "80A4040009A00000030800001000" + "00, 6E00",
            "00A40400000009A00000030800001000" + "0000, 9000",
        })
        void others(String command, String status) throws Exception {
            assertEquals(status, status(command));
        }

        @Test
        void anotherApplication_leavesPivSelected() throws Exception {
            send(SELECT);
            assertEquals("6A82", status("00A4040005A000000527" + "00"));
            assertEquals("63C3", status("00200080"));
        }

        @Test
        void beforeIt_nothingWorks() throws Exception {
            assertEquals("6985", status("00CB3FFF055C035FC10200"));
            assertEquals("6985", status("00200080"));
            assertEquals("6985", status("0087119E26" + DIGEST_TEMPLATE + "00"));
        }
    }

    @Nested
    @DisplayName("GET DATA")
    class GetData {
        @ParameterizedTest
        @CsvSource({
            "00CB3FFF055C035FC10200, 9000",
            "00CB3FFF055C035FC10700, 9000",
            "00CB3FFF035C017E00, 9000",
            "00CB3FFF055C035FC10500, 61",
            "00CB3FFF055C035FC10A00, 6A82",
            "00CB3FFF025C0000, 6A82",
            "00CB3FFF065C045FC1020000, 6A82",
            "00CB3FFF055D035FC10200, 6A80",
            "00CB3FFF065C035FC102AA00, 6A80",
            "00CB3FFE055C035FC10200, 6A86",
        })
        void onContacts(String command, String status) throws Exception {
            send(SELECT);
            assertTrue(status(command).startsWith(status));
        }

        @ParameterizedTest
        @CsvSource({
            "00CB3FFF055C035FC10200, 9000",
            "00CB3FFF055C035FC10100, 61",
            "00CB3FFF055C035FC10500, 6982",
            "00CB3FFF055C035FC10700, 6982",
        })
        void byRadio(String command, String status) throws Exception {
            card.powerOn(CardInterface.CONTACTLESS);
            send(SELECT);
            assertTrue(status(command).startsWith(status));
        }
    }

    @Nested
    @DisplayName("VERIFY")
    class Verify {
        @Test
        void counter_goesDownAndBack_andPinStaysUntilReset() throws Exception {
            send(SELECT);
            assertEquals("63C3", status("00200080"));
            assertEquals("63C2", status("0020008008303030303030FFFF"));
            assertEquals("63C2", status("00200080"));
            assertEquals("9000", status("0020008008" + PIN_FIELD));
            assertEquals("9000", status("00200080"));
            send(SELECT);
            assertEquals("9000", status("00200080"));
            card.powerOn(CardInterface.CONTACT);
            send(SELECT);
            assertEquals("63C3", status("00200080"));
        }

        @Test
        void wrongPin_forgetsTheVerifiedOne_andP1FFDoesToo() throws Exception {
            send(SELECT);
            send("0020008008" + PIN_FIELD);
            assertEquals("63C2", status("0020008008303030303030FFFF"));
            assertEquals("6982", status("0087119A26" + DIGEST_TEMPLATE + "00"));
            send("0020008008" + PIN_FIELD);
            assertEquals("9000", status("0020FF80"));
            assertEquals("63C3", status("00200080"));
        }

        @Test
        void threeWrong_block() throws Exception {
            send(SELECT);
            for (String expected : new String[] {"63C2", "63C1", "63C0", "6983", "6983"}) {
                assertEquals(expected, status("0020008008303030303030FFFF"));
            }
            assertEquals("6983", status("0020008008" + PIN_FIELD));
            assertEquals("6983", status("00200080"));
        }

        @ParameterizedTest
        @CsvSource({
            "0020008008FFFFFFFFFFFFFFFF, 6A80",
            "002000800732373138323" + "8FF, 6A80",
            "00200080083237313832" + "FFFFFF, 6A80",
            "002000800832373138FF323832, 6A80",
            "0020000008" + PIN_FIELD + ", 6A88",
            "0020018008" + PIN_FIELD + ", 6A86",
        })
        void malformed_spendsNoTry(String command, String status) throws Exception {
            send(SELECT);
            assertEquals(status, status(command));
            assertEquals(3, card.pinTriesLeft());
        }

        @Test
        void byRadio_isRefused() throws Exception {
            card.powerOn(CardInterface.CONTACTLESS);
            send(SELECT);
            assertEquals("6982", status("0020008008" + PIN_FIELD));
            assertEquals("6982", status("00200080"));
        }

        @Test
        void failingMemory_countsNoPin() throws Exception {
            SoftCard forgetful = card.withKeeper(image -> {
                throw new CardException(CardFault.CARD_FILE_UNUSABLE, "test");
            });
            card = forgetful;
            card.powerOn(CardInterface.CONTACT);
            send(SELECT);
            assertEquals("6581", status("0020008008" + PIN_FIELD));
            assertEquals("63C3", status("00200080"));
        }
    }

    @Nested
    @DisplayName("GENERAL AUTHENTICATE")
    class Authenticate {
        @ParameterizedTest
        @CsvSource({
            "11, 9E, " + DIGEST_TEMPLATE + ", 9000",
            "11, 9E, 7C2481201111111111111111111111111111111111111111111111111111111111111111" + "8200, 9000",
            "07, 9E, " + DIGEST_TEMPLATE + ", 6A86",
            "11, 9C, " + DIGEST_TEMPLATE + ", 6A86",
            "11, 9A, " + DIGEST_TEMPLATE + ", 6982",
            "11, 9E, 7C0482008100, 6A80",
            "11, 9E, 7C028200, 6A80",
            "11, 9E, 7C00, 6A80",
            "11, 9E, AA, 6A80",
        })
        void table(String algorithm, String key, String template, String status) throws Exception {
            send(SELECT);
            String lc = String.format("%02X", template.length() / 2);
            assertEquals(status, status("0087" + algorithm + key + lc + template + "00"));
        }

        @Test
        void rsaBlockOverTheModulus_isWrongData() throws Exception {
            card = cards.make(AlgorithmId.RSA_2048);
            card.powerOn(CardInterface.CONTACT);
            send(SELECT);
            assertEquals("9000", status("1087079EFF" + "7C82010682008182" + "0100" + "FF".repeat(245)));
            assertEquals("6A80", status("0087079E0B" + "FF".repeat(11) + "00"));
        }

        @Test
        void by9A_afterThePin_onContactsAlone() throws Exception {
            send(SELECT);
            send("0020008008" + PIN_FIELD);
            assertEquals("9000", status("0087119A26" + DIGEST_TEMPLATE + "00"));
            card.powerOn(CardInterface.CONTACTLESS);
            send(SELECT);
            assertEquals("6982", status("0087119A26" + DIGEST_TEMPLATE + "00"));
        }
    }
}
