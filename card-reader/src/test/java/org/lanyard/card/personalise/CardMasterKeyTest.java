package org.lanyard.card.personalise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.ManagementAlgorithm;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.Passphrase;

class CardMasterKeyTest {
    private static final UUID CARD = UUID.fromString("3f8a2c1e-5b7d-4e90-a1b2-c3d4e5f60718");
    private static final byte[] KEY =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final CardMasterKey master = CardMasterKey.of(KEY);

    private static Passphrase passphrase(String text) {
        return new Passphrase.FromEnvironment("P", Map.of("P", text));
    }

    @Nested
    @DisplayName("SP 800-108r1 §4.1")
    class Derivation {
        /** By OpenSSL: {@code openssl kdf -kdfopt mode:COUNTER -kdfopt mac:HMAC -kdfopt digest:SHA256 … KBKDF}. */
        @Test
        void isThatOfOtherSoftware() {
            assertArrayEquals(
                    HexFormat.of().parseHex("FFB945F8E1E3115B88E056A575D0A0131A0F824B7BABFA318B9CB40A3ADBBC42"),
                    master.managementKey(CARD).copy());
            assertEquals(ManagementAlgorithm.AES_256, master.managementKey(CARD).algorithm());
        }

        @Test
        void differsByCard_andByPurpose() {
            byte[] one = master.managementKey(CARD).copy();
            assertFalse(Arrays.equals(one, master.managementKey(new UUID(1, 1)).copy()));
            assertFalse(Arrays.equals(one, master.noteKey()));
        }
    }

    @Nested
    @DisplayName("Its file")
    class File {
        @TempDir
        private Path folder;

        @Test
        void isKeptAsTheAuthoritysKeysAre() throws Exception {
            assertFalse(CardMasterKey.isIn(folder));
            byte[] made = CardMasterKey.create(folder, passphrase("correct horse"), new SecureRandom())
                    .managementKey(CARD)
                    .copy();
            assertTrue(CardMasterKey.isIn(folder));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(CardMasterKey.FILE))));
            assertArrayEquals(
                    made,
                    CardMasterKey.open(folder, passphrase("correct horse"))
                            .managementKey(CARD)
                            .copy());
        }

        @Test
        void isNeverOverwritten() throws Exception {
            CardMasterKey.create(folder, passphrase("one"), new SecureRandom());
            assertEquals(
                    PkiReason.KEY_FILE_EXISTS,
                    assertThrows(
                                    PkiException.class,
                                    () -> CardMasterKey.create(folder, passphrase("two"), new SecureRandom()))
                            .reason());
        }

        @Test
        void anotherPassphrase_opensItNot() throws Exception {
            CardMasterKey.create(folder, passphrase("one"), new SecureRandom());
            assertEquals(
                    PkiReason.PASSPHRASE_WRONG,
                    assertThrows(PkiException.class, () -> CardMasterKey.open(folder, passphrase("two")))
                            .reason());
        }

        @Test
        void damaged_isUnreadable() throws Exception {
            Files.write(folder.resolve(CardMasterKey.FILE), new byte[100]);
            assertEquals(
                    PkiReason.KEY_FILE_UNREADABLE,
                    assertThrows(PkiException.class, () -> CardMasterKey.open(folder, passphrase("one")))
                            .reason());
        }
    }

    @Nested
    @DisplayName("The note on a card")
    class Notes {
        private final Note note = new Note(
                KeyHeld.ofNewCards(ManagementAlgorithm.TRIPLE_DES),
                CARD,
                List.of("12345678".toCharArray(), "90817263".toCharArray()));

        @Test
        void opensAsItWasSealed() {
            Note opened =
                    Note.open(note.seal(master, new SecureRandom()), master).orElseThrow();
            assertEquals(note.from(), opened.from());
            assertEquals(note.to(), opened.to());
            assertArrayEquals(note.puks().get(0), opened.puks().get(0));
            assertArrayEquals(note.puks().get(1), opened.puks().get(1));
            Note derived = new Note(KeyHeld.derivedFor(CARD), CARD, note.puks());
            assertEquals(
                    derived.from(),
                    Note.open(derived.seal(master, new SecureRandom()), master)
                            .orElseThrow()
                            .from());
        }

        @Test
        void sealedByAnother_orAltered_isNone() {
            byte[] sealed = note.seal(master, new SecureRandom());
            assertEquals(Optional.empty(), Note.open(sealed, CardMasterKey.of(new byte[32])));
            for (int i = 0; i < sealed.length - 5; i++) {
                byte[] altered = sealed.clone();
                altered[i] ^= 1;
                assertEquals(Optional.empty(), Note.open(altered, master));
            }
            for (int cut = 0; cut < sealed.length - 5; cut++) {
                assertEquals(Optional.empty(), Note.open(Arrays.copyOf(sealed, cut), master));
            }
        }
    }

    @Nested
    @DisplayName("PIN and PUK")
    class Secrets {
        @ParameterizedTest
        @ValueSource(
                strings = {"111111", "123456", "654321", "135791", "121212", "123123", "112211", "13579135", "987654"})
        void easyToGuess_areRefused(String pin) {
            assertEquals(
                    CardFault.PIN_INVALID,
                    assertThrows(CardException.class, () -> CardSecrets.of(pin.toCharArray(), "90817263".toCharArray()))
                            .fault());
        }

        @Test
        void ofNewCards_isRefusedAsPuk() {
            assertEquals(
                    CardFault.PUK_INVALID,
                    assertThrows(
                                    CardException.class,
                                    () -> CardSecrets.of("271828".toCharArray(), "12345678".toCharArray()))
                            .fault());
        }

        /** A source of numbers that gives the worst first. */
        @Test
        void atRandom_areNeverEasyToGuess() {
            Random poor = new Random(1);
            SecureRandom zeros = new SecureRandom() {
                private static final long serialVersionUID = 1L;
                private int asked;

                @Override
                public int nextInt(int bound) {
                    return asked++ < 100 ? 0 : poor.nextInt(bound);
                }
            };
            try (CardSecrets secrets = CardSecrets.random(zeros)) {
                assertFalse(WeakDigits.isWeak(secrets.pin()));
                assertFalse(WeakDigits.isWeak(secrets.puk()));
            }
        }

        @Test
        void closed_areWiped() {
            CardSecrets secrets = CardSecrets.random(new SecureRandom());
            secrets.close();
            assertArrayEquals(new char[6], secrets.pin());
            assertArrayEquals(new char[8], secrets.puk());
        }
    }
}
