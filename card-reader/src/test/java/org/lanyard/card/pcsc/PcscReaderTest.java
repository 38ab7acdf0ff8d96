package org.lanyard.card.pcsc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.piv.PinPolicy;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.SoftProtocol;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.card.tap.CertificateCache;
import org.lanyard.card.tap.Tap;
import org.lanyard.card.tap.TapPolicy;
import org.lanyard.card.tap.TapReading;
import org.lanyard.card.testing.CardHolder;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.card.testing.RecordedEvents;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.testing.TestAuthority;

/** The reader over the real PC/SC service, with the software card in vpcd's virtual reader. */
@Timeout(120)
class PcscReaderTest {
    private static final PcscConfig CONFIG = PcscConfig.FIRST_READER.withReader(Pcscd.READER);

    private static Pcscd pcscd;
    private static TestAuthority authority;
    private static TestCards cards;

    private final RecordedEvents events = new RecordedEvents();
    private final TapReading reading =
            new TapReading(new CertificateCache(10), TapPolicy.DEFAULT, System::nanoTime, line -> {});
    private PcscReader reader;
    private int toldBefore;

    @BeforeAll
    static void service() {
        pcscd = Pcscd.start();
        authority = TestAuthority.create();
        cards = new TestCards(authority);
    }

    @AfterAll
    static void stop() {
        if (pcscd != null) {
            pcscd.close();
        }
    }

    @BeforeEach
    void open() {
        reader = new PcscReader(CONFIG);
        reader.start(events);
        // The card of the test before may still be leaving.
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> Set.of("available", "removed").contains(events.last()));
        toldBefore = events.all().size();
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private void awaitTold(String event) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events.last().equals(event));
    }

    private static VpcdCard insert(SoftCard card) throws CardException {
        return VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT);
    }

    private Tap tap() throws CardException {
        try (CardConnection connection = reader.connect()) {
            return reading.tap(connection, TestCards.claims());
        }
    }

    private void assertTapIsAccepted(SoftCard card) throws Exception {
        var verified = new AssertionVerifier(authority.validator(), TestCards.AUDIENCE, InstantSource.system())
                .verifyCard(tap().assertion());
        assertEquals(card.id(), verified.claims().card());
    }

    private static CardFault faultOf(Executable work) {
        return assertThrows(CardException.class, work).fault();
    }

    @ParameterizedTest
    @EnumSource
    void card_isToldTappedAndToldAsRemoved(SoftProtocol protocol) throws Exception {
        SoftCard card = cards.make(AlgorithmId.RSA_2048).withProtocol(protocol);
        try (VpcdCard inserted = insert(card)) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            assertTapIsAccepted(card);
            assertTapIsAccepted(card);
        }
        awaitTold("removed");
        assertEquals(
                List.of("inserted", "removed"),
                events.all().subList(toldBefore, events.all().size()));
        assertEquals(CardFault.NO_CARD, faultOf(() -> reader.connect()));
    }

    @Test
    void knownCard_takesThreeApdus_becauseTheJdkFetchesNothingByItself() throws Exception {
        try (VpcdCard inserted = insert(cards.make(AlgorithmId.P_256))) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            tap();
            assertEquals(3, tap().cost().apdus());
        }
    }

    @Test
    void pin_isVerified_countedAndForgottenAtClose() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        try (VpcdCard inserted = insert(card)) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            try (CardConnection connection = reader.connect();
                    Pin wrong = Pin.of("000000".toCharArray());
                    Pin right = Pin.of(TestCards.PIN.toCharArray())) {
                assertEquals(
                        CardFault.PIN_WRONG, faultOf(() -> reading.tapWithPin(connection, wrong, TestCards.claims())));
                assertEquals(2, card.pinTriesLeft());
                reading.tapWithPin(connection, right, TestCards.claims());
                assertEquals(3, card.pinTriesLeft());
            }
            try (CardConnection connection = reader.connect()) {
                PivCard piv = new PivCard(connection);
                piv.select();
                assertEquals(3, piv.pinStatus().triesLeft().orElseThrow());
                assertEquals(
                        CardFault.PIN_REQUIRED,
                        faultOf(() -> piv.generalAuthenticate(
                                KeyReference.PIV_AUTHENTICATION, AlgorithmId.P_256, new byte[32])));
            }
        }
        awaitTold("removed");
    }

    @Test
    void lastTry_isNeverSpent() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        try (VpcdCard inserted = insert(card)) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            try (CardConnection connection = reader.connect();
                    Pin wrong = Pin.of("000000".toCharArray())) {
                PivCard piv = new PivCard(connection);
                piv.select();
                for (CardFault expected : List.of(CardFault.PIN_WRONG, CardFault.PIN_WRONG, CardFault.PIN_TRIES_KEPT)) {
                    assertEquals(expected, faultOf(() -> piv.verifyPin(wrong, PinPolicy.KEEP_LAST_TRY)));
                }
            }
        }
        assertEquals(1, card.pinTriesLeft());
        awaitTold("removed");
    }

    @Test
    void pulledOutInTheMiddleOfAnApdu_isCardRemoved_andTheNextCardWorks() throws Exception {
        for (int command = 1; command <= 4; command++) {
            SoftCard card = cards.make(AlgorithmId.P_256);
            try (VpcdCard inserted = insert(card)) {
                awaitTold("inserted");
                assertTrue(inserted.isInserted());
                card.setFaults(SoftFaults.pulledOutAt(command));
                assertEquals(CardFault.CARD_REMOVED, faultOf(this::tap), "at " + command);
            }
            awaitTold("removed");
        }
        SoftCard next = cards.make(AlgorithmId.P_256);
        try (VpcdCard inserted = insert(next)) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            assertTapIsAccepted(next);
        }
    }

    @Test
    void silentCard_isGivenUpInTime() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        reader.close();
        try (VpcdCard inserted = insert(card);
                PcscReader impatient = new PcscReader(CONFIG.withAnswerLimit(Duration.ofMillis(300)))) {
            RecordedEvents heard = new RecordedEvents();
            impatient.start(heard);
            await().until(() -> heard.last().equals("inserted"));
            assertTrue(inserted.isInserted());
            try (CardConnection connection = impatient.connect()) {
                card.setFaults(SoftFaults.slow(Duration.ofSeconds(1)));
                assertEquals(CardFault.CARD_MUTE, faultOf(() -> reading.identify(connection)));
            }
        }
    }

    @Test
    void secondConnection_isCardInUse() throws Exception {
        try (VpcdCard inserted = insert(cards.make(AlgorithmId.P_256))) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            try (CardConnection connection = reader.connect()) {
                assertEquals(CardInterface.CONTACT, connection.cardInterface());
                assertEquals(CardFault.CARD_IN_USE, faultOf(() -> reader.connect()));
            }
            reader.connect().close();
        }
        awaitTold("removed");
    }

    @Test
    void cardHeldByAnotherProgram_isCardInUse_untilItLetsGo() throws Exception {
        SoftCard card = cards.make(AlgorithmId.P_256);
        try (VpcdCard inserted = insert(card)) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            Process other = CardHolder.start();
            try {
                assertTrue(other.inputReader().readLine().startsWith("holds"));
                assertEquals(CardFault.CARD_IN_USE, faultOf(() -> reader.connect()));
            } finally {
                other.getOutputStream().close();
            }
            assertTrue(other.waitFor(10, TimeUnit.SECONDS));
            await().ignoreExceptions().untilAsserted(() -> assertTapIsAccepted(card));
        }
        awaitTold("removed");
    }

    @Test
    void restartedService_isFoundAgain() throws Exception {
        assumeTrue(pcscd.isOwn(), "the running pcscd is not ours to restart");
        SoftCard card = cards.make(AlgorithmId.P_256);
        for (int i = 0; i < 3; i++) {
            try (VpcdCard inserted = insert(card)) {
                awaitTold("inserted");
                assertTrue(inserted.isInserted());
                assertTapIsAccepted(card);
                pcscd.down();
                awaitTold("unavailable SERVICE_UNAVAILABLE");
                assertTrue(inserted.awaitRemoved(5_000));
            }
            assertEquals(CardFault.SERVICE_UNAVAILABLE, faultOf(() -> reader.connect()));
            pcscd.up();
            awaitTold("available");
        }
        try (VpcdCard inserted = insert(card)) {
            awaitTold("inserted");
            assertTrue(inserted.isInserted());
            assertTapIsAccepted(card);
            pcscd.restart();
            awaitTold("available");
        }
    }

    @Test
    void absentReader_isNoReader() {
        try (PcscReader absent = new PcscReader(PcscConfig.FIRST_READER.withReader("no such reader"))) {
            RecordedEvents heard = new RecordedEvents();
            absent.start(heard);
            await().until(() -> heard.last().equals("unavailable NO_READER"));
            assertEquals(CardFault.NO_READER, faultOf(absent::connect));
        }
    }
}
