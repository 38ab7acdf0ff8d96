package org.lanyard.card.softcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.testing.TestAuthority;

class SoftCardFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestCards cards = new TestCards(TestAuthority.create());

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("card.json");
    }

    private static void verify(SoftCard card, String digits) throws CardException {
        try (SoftReader reader = new SoftReader("file");
                Pin pin = Pin.of(digits.toCharArray())) {
            reader.insert(card, CardInterface.CONTACT);
            PivCard piv = new PivCard(reader.connect());
            piv.select();
            piv.verifyPin(pin, PinPolicy.dangerouslySpendingEveryTry());
        }
    }

    private CardFault faultOf(byte[] bytes) {
        return assertThrows(CardException.class, () -> SoftCardDocument.parse(bytes, "test", RANDOM))
                .fault();
    }

    @ParameterizedTest
    @EnumSource
    void savedCard_isLoadedWhole(AlgorithmId algorithm) throws Exception {
        SoftCard card = cards.make(algorithm).withProtocol(SoftProtocol.T0);
        SoftCardFile.save(card, file());
        SoftCard loaded = SoftCardFile.load(file());
        assertEquals(card.image().keys(), loaded.image().keys());
        assertEquals(card.image().objects().keySet(), loaded.image().objects().keySet());
        assertEquals(
                card.certificate(KeyReference.CARD_AUTHENTICATION),
                loaded.certificate(KeyReference.CARD_AUTHENTICATION));
        assertEquals(card.id(), loaded.id());
        assertEquals(SoftProtocol.T0, loaded.image().protocol());
        verify(loaded, TestCards.PIN);
    }

    @Test
    void counter_survives_andNoDraftIsLeft() throws Exception {
        SoftCard card = SoftCardFile.save(cards.make(AlgorithmId.P_256), file());
        assertThrows(CardException.class, () -> verify(card, "000000"));
        assertEquals(2, SoftCardFile.load(file()).pinTriesLeft());
        assertThrows(CardException.class, () -> verify(SoftCardFile.load(file()), "000000"));
        assertEquals(1, SoftCardFile.load(file()).pinTriesLeft());
        verify(SoftCardFile.load(file()), TestCards.PIN);
        assertEquals(3, SoftCardFile.load(file()).pinTriesLeft());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void file_isItsOwnersAlone_andHasNoPin() throws Exception {
        SoftCardFile.save(cards.make(AlgorithmId.P_256), file());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertFalse(Files.readString(file()).contains(TestCards.PIN));
    }

    @Test
    void absentFile_isUnusable() {
        CardException thrown = assertThrows(CardException.class, () -> SoftCardFile.load(file()));
        assertEquals(CardFault.CARD_FILE_UNUSABLE, thrown.fault());
        thrown = assertThrows(
                CardException.class,
                () -> SoftCardFile.save(cards.make(AlgorithmId.P_256), folder.resolve("no/such/folder")));
        assertEquals(CardFault.CARD_FILE_UNUSABLE, thrown.fault());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "'\"version\" : 2', '\"version\" : 3'",
        "'\"version\" : 2', '\"version\" : 1'",
        "'\"version\" : 2', '\"version\" : null'",
        "'\"version\" : 2', '\"version\" : 2, \"version\" : 2'",
        "'\"version\" : 2', '\"version\" : 2, \"more\" : 1'",
        "'\"version\" : 2,', ''",
        "'\"TRIPLE_DES\"', '\"AES_128\"'",
        "'\"5FC102\"', '\"CHUID\"'",
        "'\"triesLeft\" : 3', '\"triesLeft\" : 4'",
        "'\"mostTries\" : 3', '\"mostTries\" : 0'",
        "'\"T1\"', '\"T2\"'",
        "'\"T1\"', 'null'",
        "'P_256', 'RSA_2048'",
        "'P_256', 'P_384'",
        "'CARD_AUTHENTICATION', 'OTHER'",
        "'\"salt\" : \"', '\"salt\" : \"AA'",
        "'\"privateKey\" : \"M', '\"privateKey\" : \"N'",
    })
    void changed_isInvalid(String from, String to) throws Exception {
        SoftCardFile.save(cards.make(AlgorithmId.P_256), file());
        String json = Files.readString(file());
        assertFalse(json.replace(from, to).equals(json), "nothing to change");
        assertEquals(CardFault.CARD_FILE_INVALID, faultOf(json.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anotherKeysCertificate_isInvalid() throws Exception {
        SoftCard one = cards.make(AlgorithmId.P_256);
        assertThrows(
                IllegalArgumentException.class,
                () -> one.withCertificate(
                        KeyReference.CARD_AUTHENTICATION,
                        one.certificate(KeyReference.PIV_AUTHENTICATION).orElseThrow()));
    }

    @Test
    void cutFile_isInvalid_andItsErrorQuotesNothing() throws IOException, CardException {
        SoftCardFile.save(cards.make(AlgorithmId.P_256), file());
        byte[] json = Files.readAllBytes(file());
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            CardException thrown = assertThrows(
                    CardException.class,
                    () -> SoftCardDocument.parse(Arrays.copyOf(json, random.nextInt(json.length - 2)), "test", RANDOM));
            assertEquals(CardFault.CARD_FILE_INVALID, thrown.fault());
            assertEquals(null, thrown.getCause());
        }
        assertEquals(
                CardFault.CARD_FILE_INVALID,
                faultOf((Files.readString(file()) + "{}").getBytes(StandardCharsets.UTF_8)));
    }
}
