package org.lanyard.card.piv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.ScriptedCard;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.TestAuthority;

class PivCardTest {
    private static CardFault faultOf(Executable work) {
        return assertThrows(CardException.class, work).fault();
    }

    @Nested
    @DisplayName("SP 800-73-5 part 2 §3.1.1 SELECT")
    class Select {
        @ParameterizedTest
        @ValueSource(strings = {"6A82", "6D00", "6E00", "6A81", "9000"})
        void anotherCard_isRefused(String answer) {
            assertThrows(CardException.class, () -> new PivCard(new ScriptedCard(answer)).select());
        }

        @Test
        void noSuchApplication_isNotPiv() {
            assertEquals(CardFault.NOT_PIV, faultOf(() -> new PivCard(new ScriptedCard("6A82")).select()));
        }

        @Test
        void aidIsSentWithoutVersion() throws Exception {
            ScriptedCard card = new ScriptedCard("61114F0600001000010079074F05A0000003089000");
            new PivCard(card).select();
            assertEquals("00A4040009A0000003080000100000", card.heard().get(0));
        }
    }

    @Nested
    @DisplayName("SP 800-73-5 part 2 §3.2.1 VERIFY")
    class Verify {
        private static final String VERIFY = "0020008008323731383238FFFF";

        private void verify(ScriptedCard card, PinPolicy policy) throws CardException {
            try (Pin pin = Pin.of("271828".toCharArray())) {
                new PivCard(card).verifyPin(pin, policy);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "63C1, PIN_TRIES_KEPT",
            "63C0, PIN_BLOCKED",
            "6983, PIN_BLOCKED",
            "6982, CONTACTS_REQUIRED",
            "6700, PIN_COUNTER_UNKNOWN",
            "6A88, PIN_COUNTER_UNKNOWN",
        })
        void counterThatForbidsATry_meansNoTry(String counter, CardFault fault) {
            ScriptedCard card = new ScriptedCard(counter, "9000");
            assertEquals(fault, faultOf(() -> verify(card, PinPolicy.KEEP_LAST_TRY)));
            assertEquals(List.of("00200080"), card.heard());
        }

        @ParameterizedTest
        @CsvSource({
            "63C2, PIN_WRONG",
            "6983, PIN_BLOCKED",
            "6982, CONTACTS_REQUIRED",
            "6F00, UNEXPECTED_STATUS",
        })
        void refusal_hasItsFault(String answer, CardFault fault) {
            ScriptedCard card = new ScriptedCard("63C3", answer);
            assertEquals(fault, faultOf(() -> verify(card, PinPolicy.KEEP_LAST_TRY)));
            assertEquals(VERIFY, card.heard().get(1));
        }

        @Test
        void triesKept_isAPolicy() throws Exception {
            verify(new ScriptedCard("63C3", "9000"), new PinPolicy(2, false));
            assertEquals(
                    CardFault.PIN_TRIES_KEPT,
                    faultOf(() -> verify(new ScriptedCard("63C3", "9000"), new PinPolicy(3, false))));
            verify(new ScriptedCard("63C1", "9000"), PinPolicy.dangerouslySpendingEveryTry());
            verify(new ScriptedCard("6700", "9000"), PinPolicy.dangerouslySpendingEveryTry());
        }

        @Test
        void verifiedAlready_isVerifiedAgain() throws Exception {
            ScriptedCard card = new ScriptedCard("9000");
            verify(card, PinPolicy.KEEP_LAST_TRY);
            assertEquals(2, card.heard().size());
        }
    }

    @Nested
    @DisplayName("PIN")
    class Digits {
        @ParameterizedTest
        @ValueSource(strings = {"", "12345", "123456789", "12345a", "1234 6", "١٢٣٤٥٦"})
        void notSixToEightDigits_isInvalid(String digits) {
            assertEquals(CardFault.PIN_INVALID, faultOf(() -> Pin.of(digits.toCharArray())));
        }

        @Test
        void closedPin_isWiped() throws Exception {
            Pin pin = Pin.of("12345678".toCharArray());
            assertFalse(pin.toString().contains("1"));
            pin.close();
            assertArrayEquals(new byte[8], pin.field());
        }
    }

    @Nested
    @DisplayName("SP 800-73-5 part 2 §3.2.4 GENERAL AUTHENTICATE")
    class Authenticate {
        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "6982, PIN_REQUIRED",
            "6A80, UNEXPECTED_STATUS",
            "9000, TLV_MISSING",
            "7C009000, TLV_MISSING",
            "7C0482020000009000, TLV_LEFTOVER",
            "7C028100" + "9000, TLV_UNEXPECTED_TAG",
            "7D0482020000" + "9000, TLV_UNEXPECTED_TAG",
            "7C0482020000" + "9000, SIGNATURE_MALFORMED",
        })
        void wrongAnswer_hasItsFault(String answer, CardFault fault) {
            assertEquals(
                    fault,
                    faultOf(() -> new PivCard(new ScriptedCard("9000", answer))
                            .generalAuthenticate(
                                    KeyReference.CARD_AUTHENTICATION, AlgorithmId.RSA_2048, new byte[256])));
        }
    }

    @Nested
    @DisplayName("SP 800-73-5 part 1, table 10: X.509 certificate")
    class Container {
        private final byte[] der = TestAuthority.create()
                .issue(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()))
                .certificate()
                .getEncoded();

        Container() throws Exception {}

        private byte[] container(byte[] content, int info) {
            return Tlv.encode(
                    0x53, Tlv.encode(0x70, content), Tlv.encode(0x71, new byte[] {(byte) info}), Tlv.encode(0xFE));
        }

        private CardFault faultOfContainer(byte[] object) {
            return faultOf(() -> CertificateContainer.parse(object, TlvPolicy.STRICT));
        }

        private static byte[] gzip(byte[] bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
            return out.toByteArray();
        }

        @Test
        void plainAndCompressed_areRead() throws Exception {
            assertArrayEquals(
                    der,
                    CertificateContainer.parse(container(der, 0), TlvPolicy.STRICT)
                            .getEncoded());
            assertArrayEquals(
                    der,
                    CertificateContainer.parse(container(gzip(der), 1), TlvPolicy.STRICT)
                            .getEncoded());
        }

        @Test
        void otherCertInfo_isInvalid() {
            for (int info : new int[] {2, 3, 4, 0x80, 0xFF}) {
                assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(der, info)));
            }
        }

        @Test
        void contentThatIsNotWhatCertInfoSays_isInvalid() throws Exception {
            assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(der, 1)));
            assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(gzip(der), 0)));
        }

        @Test
        void bytesAfterTheCertificate_areRefused() throws Exception {
            byte[] longer = Arrays.copyOf(der, der.length + 1);
            byte[] gzip = gzip(der);
            assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(longer, 0)));
            assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(gzip(longer), 1)));
            assertEquals(
                    CardFault.CERTIFICATE_INVALID,
                    faultOfContainer(container(Arrays.copyOf(gzip, gzip.length + 1), 1)));
        }

        @Test
        void everyBrokenByteOfGzip_isRefusedOrWithoutMeaning() throws Exception {
            byte[] gzip = gzip(der);
            for (int at = 0; at < gzip.length; at++) {
                byte[] broken = gzip.clone();
                broken[at] ^= 0x55;
                boolean timeOrSystem = at >= 4 && at <= 9;
                if (!timeOrSystem) {
                    assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(broken, 1)), "at " + at);
                }
            }
        }

        @Test
        void bomb_isRefused() throws Exception {
            byte[] bomb = gzip(new byte[10_000_000]);
            assertTrue(bomb.length < 16_000);
            assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(container(bomb, 1)));
        }

        @Test
        void emptyContainer_isNotFound_andAnotherShapeIsInvalid() {
            assertEquals(CardFault.OBJECT_NOT_FOUND, faultOfContainer(new byte[] {0x53, 0}));
            assertEquals(CardFault.CERTIFICATE_INVALID, faultOfContainer(Tlv.encode(0x53, Tlv.encode(0x70, der))));
            assertEquals(
                    CardFault.CERTIFICATE_INVALID,
                    faultOfContainer(
                            Tlv.encode(0x53, Tlv.encode(0x71, new byte[1]), Tlv.encode(0x70, der), Tlv.encode(0xFE))));
        }
    }
}
