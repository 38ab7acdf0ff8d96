package org.lanyard.card.piv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.apdu.ScriptedCard;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftReader;

@DisplayName("SP 800-73-5 part 2: the commands that change a card, on a blank software card")
class PivAdminTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SoftCardFactory FACTORY = new SoftCardFactory(RANDOM, LocalDate.of(2031, 7, 31));
    private static final int PRINTED_INFORMATION = 0x5FC109;
    private static final int SECURITY_OBJECT = 0x5FC106;

    private final SoftReader reader = new SoftReader("test");
    private SoftCard card;
    private PivAdmin admin;

    @BeforeEach
    void blank() throws Exception {
        insert(FACTORY.blank(), CardInterface.CONTACT);
    }

    private void insert(SoftCard blank, CardInterface on) throws CardException {
        card = blank;
        reader.insert(card, on);
        connect();
    }

    private void connect() throws CardException {
        PivCard piv = new PivCard(reader.connect());
        piv.select();
        admin = new PivAdmin(piv, RANDOM);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private void authenticate() throws CardException {
        try (ManagementKey key = ManagementKey.ofNewCards(ManagementAlgorithm.TRIPLE_DES)) {
            admin.authenticate(key);
        }
    }

    private static CardFault faultOf(Executable work) {
        return assertThrows(CardException.class, work).fault();
    }

    private static ManagementKey random(ManagementAlgorithm algorithm) {
        byte[] bytes = new byte[algorithm.keyBytes()];
        RANDOM.nextBytes(bytes);
        return ManagementKey.of(algorithm, bytes);
    }

    private static Pin pin(String digits) throws CardException {
        return Pin.of(digits.toCharArray());
    }

    private static Puk puk(String digits) throws CardException {
        return Puk.of(digits.toCharArray());
    }

    @Nested
    @DisplayName("§3.2.4 and appendix A.1.2: the management key")
    class Management {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRIPLE_DES")
        void isReplaced_andThenAloneOpens(ManagementAlgorithm algorithm) throws Exception {
            try (ManagementKey next = random(algorithm);
                    ManagementKey other = random(algorithm)) {
                authenticate();
                admin.setManagementKey(next);
                reader.remove();
                insert(card, CardInterface.CONTACT);
                assertEquals(CardFault.MANAGEMENT_KEY_WRONG, faultOf(PivAdminTest.this::authenticate));
                assertEquals(CardFault.MANAGEMENT_KEY_WRONG, faultOf(() -> admin.authenticate(other)));
                assertEquals(
                        CardFault.MANAGEMENT_KEY_REQUIRED, faultOf(() -> admin.put(SECURITY_OBJECT, new byte[] {1})));
                admin.authenticate(next);
                admin.put(SECURITY_OBJECT, new byte[] {1});
            }
        }

        @Test
        void newerCards_haveOneForAes() throws Exception {
            insert(FACTORY.blank(ManagementAlgorithm.AES_192), CardInterface.CONTACT);
            assertEquals(CardFault.MANAGEMENT_KEY_WRONG, faultOf(PivAdminTest.this::authenticate));
            try (ManagementKey key = ManagementKey.ofNewCards(ManagementAlgorithm.AES_192)) {
                admin.authenticate(key);
            }
            admin.put(SECURITY_OBJECT, new byte[] {1});
        }

        @Test
        void tripleDes_isNeverWritten() throws Exception {
            authenticate();
            try (ManagementKey key = random(ManagementAlgorithm.TRIPLE_DES)) {
                assertThrows(IllegalArgumentException.class, () -> admin.setManagementKey(key));
            }
        }

        @Test
        void isNotSet_beforeTheOldOne() throws Exception {
            try (ManagementKey key = random(ManagementAlgorithm.AES_128)) {
                assertEquals(CardFault.MANAGEMENT_KEY_REQUIRED, faultOf(() -> admin.setManagementKey(key)));
            }
        }

        @Test
        void byRadio_isRefused() throws Exception {
            insert(FACTORY.blank(), CardInterface.CONTACTLESS);
            assertEquals(CardFault.CONTACTS_REQUIRED, faultOf(PivAdminTest.this::authenticate));
        }

        @ParameterizedTest
        @CsvSource({
            // A card that cannot show that it has the key, by the answer of somebody who only repeats.
            "7C0A800811111111111111119000, 7C0A820811111111111111119000, MANAGEMENT_KEY_WRONG",
            "7C0A800811111111111111119000, 7C0282009000, MANAGEMENT_KEY_WRONG",
            "7C0A800811111111111111119000, 7C0A810811111111111111119000, TLV_UNEXPECTED_TAG",
            "7C0A800811111111111111119000, 9000, TLV_MISSING",
            "7C0A800811111111111111119000, 6300, MANAGEMENT_KEY_WRONG",
            "7C0A800811111111111111119000, 63C3, MANAGEMENT_KEY_WRONG",
            "7C0A800811111111111111119000, 6982, MANAGEMENT_KEY_WRONG",
            "7C0A800811111111111111119000, 6983, MANAGEMENT_KEY_BLOCKED",
            "7C098007111111111111119000, 9000, MANAGEMENT_KEY_WRONG",
            "6A80, 9000, MANAGEMENT_KEY_WRONG",
            "6A86, 9000, MANAGEMENT_KEY_WRONG",
            "6A88, 9000, MANAGEMENT_KEY_WRONG",
            "6D00, 9000, UNEXPECTED_STATUS",
        })
        void answers(String first, String second, CardFault fault) {
            PivAdmin scripted = new PivAdmin(new PivCard(new ScriptedCard(first, second)), RANDOM);
            assertEquals(
                    fault,
                    faultOf(() -> scripted.authenticate(ManagementKey.ofNewCards(ManagementAlgorithm.TRIPLE_DES))));
        }

        @Test
        void closedKey_isWiped_andTellsNothing() {
            ManagementKey key = ManagementKey.ofNewCards(ManagementAlgorithm.AES_192);
            byte[] copy = key.copy();
            assertEquals("ManagementKey[AES_192]", key.toString());
            key.close();
            assertThrows(IllegalStateException.class, key::copy);
            assertEquals(24, copy.length);
            assertThrows(IllegalArgumentException.class, () -> ManagementKey.ofNewCards(ManagementAlgorithm.AES_256));
        }
    }

    @Nested
    @DisplayName("§3.3.2 GENERATE ASYMMETRIC KEY PAIR")
    class Generate {
        @ParameterizedTest
        @EnumSource
        void keySigns(AlgorithmId algorithm) throws Exception {
            authenticate();
            PublicKey key = admin.generate(KeyReference.CARD_AUTHENTICATION, algorithm);
            assertEquals(algorithm, AlgorithmId.of(key));
            byte[] block = key instanceof RSAKey ? block(algorithm) : digest(algorithm);
            byte[] signature = admin.card().generalAuthenticate(KeyReference.CARD_AUTHENTICATION, algorithm, block);
            Signature verifier = Signature.getInstance(algorithm.isEllipticCurve() ? "NONEwithECDSA" : "NONEwithRSA");
            verifier.initVerify(key);
            verifier.update(key instanceof RSAKey ? new byte[] {'x'} : digest(algorithm));
            assertTrue(verifier.verify(signature));
        }

        private static byte[] digest(AlgorithmId algorithm) throws Exception {
            return MessageDigest.getInstance(algorithm.digest()).digest(new byte[] {'x'});
        }

        /** PKCS#1 padding around one byte, as NONEwithRSA has it. */
        private static byte[] block(AlgorithmId algorithm) {
            byte[] block = new byte[algorithm.inputBytes()];
            Arrays.fill(block, (byte) 0xFF);
            block[0] = 0;
            block[1] = 1;
            block[block.length - 2] = 0;
            block[block.length - 1] = 'x';
            return block;
        }

        @Test
        void withoutTheManagementKey_isRefused() {
            assertEquals(
                    CardFault.MANAGEMENT_KEY_REQUIRED,
                    faultOf(() -> admin.generate(KeyReference.CARD_AUTHENTICATION, AlgorithmId.P_256)));
        }

        @ParameterizedTest
        @CsvSource({
            "P_256, 7F49028600, PUBLIC_KEY_INVALID",
            "P_256, 7F4900, PUBLIC_KEY_INVALID",
            "P_256, 7F490486020401, PUBLIC_KEY_INVALID",
            "P_256, 7F4906810103820103, PUBLIC_KEY_INVALID",
            "RSA_2048, 7F4906810103820103, PUBLIC_KEY_INVALID",
            "P_256, 7F4A00, TLV_UNEXPECTED_TAG",
            "P_256, '', TLV_MISSING",
        })
        void templateThatIsNone_isRefused(AlgorithmId algorithm, String template, CardFault fault) {
            PivAdmin scripted = new PivAdmin(new PivCard(new ScriptedCard(template + "9000")), RANDOM);
            assertEquals(fault, faultOf(() -> scripted.generate(KeyReference.CARD_AUTHENTICATION, algorithm)));
        }

        @Test
        void pointThatIsNotOnTheCurve_isRefused() {
            String template = "7F494386" + "4104" + "11".repeat(64);
            PivAdmin scripted = new PivAdmin(new PivCard(new ScriptedCard(template + "9000")), RANDOM);
            assertEquals(
                    CardFault.PUBLIC_KEY_INVALID,
                    faultOf(() -> scripted.generate(KeyReference.CARD_AUTHENTICATION, AlgorithmId.P_256)));
        }

        @ParameterizedTest
        @CsvSource({
            "6A80, KEY_UNSUPPORTED",
            "6A86, KEY_UNSUPPORTED",
            "6982, MANAGEMENT_KEY_REQUIRED",
            "6A84, MEMORY_FULL",
            "6581, MEMORY_FAILED",
            "6F00, UNEXPECTED_STATUS"
        })
        void statusWords(String status, CardFault fault) {
            PivAdmin scripted = new PivAdmin(new PivCard(new ScriptedCard(status)), RANDOM);
            assertEquals(fault, faultOf(() -> scripted.generate(KeyReference.CARD_AUTHENTICATION, AlgorithmId.P_256)));
        }
    }

    @Nested
    @DisplayName("§3.3.1 PUT DATA")
    class Put {
        @ParameterizedTest
        @CsvSource({"0x5FC102, 3000", "0x5FC107, 1", "0x5FC106, 300", "0x5FC10C, 128", "0x5FFF01, 20", "0x7E, 19"})
        void isReadAsWritten(String tag, int length) throws Exception {
            byte[] content = new byte[length];
            RANDOM.nextBytes(content);
            authenticate();
            admin.put(Integer.decode(tag), content);
            assertArrayEquals(content, admin.get(Integer.decode(tag)).orElseThrow());
        }

        @Test
        void emptied_isAbsent() throws Exception {
            authenticate();
            assertEquals(Optional.empty(), admin.get(SECURITY_OBJECT));
            admin.put(SECURITY_OBJECT, new byte[] {1});
            assertTrue(admin.get(SECURITY_OBJECT).isPresent());
            admin.put(SECURITY_OBJECT, new byte[0]);
            assertEquals(Optional.empty(), admin.get(SECURITY_OBJECT));
            assertTrue(card.isBlank());
        }

        @Test
        void printedInformation_isReadAfterThePin() throws Exception {
            authenticate();
            admin.put(PRINTED_INFORMATION, new byte[] {1});
            assertThrows(CardException.class, () -> admin.get(PRINTED_INFORMATION));
            try (Pin pin = pin(SoftCardFactory.BLANK_PIN)) {
                admin.card().verifyPin(pin, PinPolicy.KEEP_LAST_TRY);
            }
            assertTrue(admin.get(PRINTED_INFORMATION).isPresent());
        }

        @Test
        void moreThanFits_isMemoryFull() throws Exception {
            authenticate();
            assertEquals(CardFault.MEMORY_FULL, faultOf(() -> admin.put(SECURITY_OBJECT, new byte[13_000])));
            assertFalse(admin.get(SECURITY_OBJECT).isPresent());
        }
    }

    @Nested
    @DisplayName("§3.2.2 CHANGE REFERENCE DATA and §3.2.3 RESET RETRY COUNTER")
    class Secrets {
        @Test
        void newPin_isTheOne() throws Exception {
            try (Pin old = pin(SoftCardFactory.BLANK_PIN);
                    Pin next = pin("86420975")) {
                admin.changePin(old, next, PinPolicy.KEEP_LAST_TRY);
                reader.remove();
                insert(card, CardInterface.CONTACT);
                assertEquals(CardFault.PIN_WRONG, faultOf(() -> admin.card().verifyPin(old, PinPolicy.KEEP_LAST_TRY)));
                admin.card().verifyPin(next, PinPolicy.KEEP_LAST_TRY);
            }
        }

        @Test
        void wrongPin_isNotChanged_andTheLastTryIsKept() throws Exception {
            try (Pin wrong = pin("000000");
                    Pin next = pin("864209")) {
                for (CardFault expected :
                        new CardFault[] {CardFault.PIN_WRONG, CardFault.PIN_WRONG, CardFault.PIN_TRIES_KEPT}) {
                    assertEquals(expected, faultOf(() -> admin.changePin(wrong, next, PinPolicy.KEEP_LAST_TRY)));
                }
                assertEquals(1, card.pinTriesLeft());
                PinPolicy all = PinPolicy.dangerouslySpendingEveryTry();
                assertEquals(CardFault.PIN_WRONG, faultOf(() -> admin.changePin(wrong, next, all)));
                assertEquals(CardFault.PIN_BLOCKED, faultOf(() -> admin.changePin(wrong, next, all)));
            }
        }

        @Test
        void blockedPin_isUnblockedByThePuk() throws Exception {
            newPinAfterBlocking("864209");
            assertEquals(3, card.pinTriesLeft());
            assertEquals(3, card.pukTriesLeft());
        }

        private void newPinAfterBlocking(String digits) throws CardException {
            try (Pin wrong = pin("000000");
                    Pin next = pin(digits);
                    Puk puk = puk(SoftCardFactory.BLANK_PUK)) {
                for (int i = 0; i < 4; i++) {
                    assertThrows(
                            CardException.class,
                            () -> admin.card().verifyPin(wrong, PinPolicy.dangerouslySpendingEveryTry()));
                }
                assertEquals(0, card.pinTriesLeft());
                admin.resetRetryCounter(puk, next);
                admin.card().verifyPin(next, PinPolicy.KEEP_LAST_TRY);
            }
        }

        @Test
        void wrongPuk_countsDownToBlocked() throws Exception {
            try (Puk wrong = puk("00000000");
                    Puk right = puk(SoftCardFactory.BLANK_PUK);
                    Pin next = pin("864209")) {
                for (int left = 2; left >= 0; left--) {
                    CardException thrown =
                            assertThrows(CardException.class, () -> admin.resetRetryCounter(wrong, next));
                    assertEquals(CardFault.PUK_WRONG, thrown.fault());
                    assertEquals(left, thrown.triesLeft().orElseThrow());
                }
                assertEquals(CardFault.PUK_BLOCKED, faultOf(() -> admin.resetRetryCounter(right, next)));
                assertEquals(CardFault.PUK_BLOCKED, faultOf(() -> admin.changePuk(right, wrong)));
            }
        }

        @Test
        void newPuk_isTheOne() throws Exception {
            try (Puk old = puk(SoftCardFactory.BLANK_PUK);
                    Puk next = puk("86420975");
                    Pin pin = pin("864209")) {
                admin.changePuk(old, next);
                assertEquals(CardFault.PUK_WRONG, faultOf(() -> admin.resetRetryCounter(old, pin)));
                admin.resetRetryCounter(next, pin);
            }
        }

        @Test
        void byRadio_nothingIsChanged() throws Exception {
            insert(FACTORY.blank(), CardInterface.CONTACTLESS);
            try (Puk old = puk(SoftCardFactory.BLANK_PUK);
                    Pin pin = pin(SoftCardFactory.BLANK_PIN)) {
                assertEquals(CardFault.CONTACTS_REQUIRED, faultOf(() -> admin.changePuk(old, old)));
                assertEquals(CardFault.CONTACTS_REQUIRED, faultOf(() -> admin.resetRetryCounter(old, pin)));
                assertEquals(
                        CardFault.CONTACTS_REQUIRED, faultOf(() -> admin.changePin(pin, pin, PinPolicy.KEEP_LAST_TRY)));
            }
        }

        @ParameterizedTest
        @CsvSource({"1234567", "123456789", "1234567x", "''"})
        void puk_hasEightDigits(String digits) {
            assertEquals(CardFault.PUK_INVALID, faultOf(() -> puk(digits)));
        }
    }
}
