package org.lanyard.card.tap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFactory;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.SoftProtocol;
import org.lanyard.card.softcard.SoftReader;
import org.lanyard.card.testing.TestCards;
import org.lanyard.pki.assertion.AssertionVerifier;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.testing.TestAuthority;

class TapReadingTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final TestCards CARDS = new TestCards(AUTHORITY);

    private final CertificateCache cache = new CertificateCache(10);
    private final List<String> trace = new ArrayList<>();
    private final TapReading reading = new TapReading(cache, TapPolicy.DEFAULT, System::nanoTime, trace::add);
    private final SoftReader reader = new SoftReader("test");

    private CardConnection connect(SoftCard card, CardInterface on) throws CardException {
        reader.insert(card, on);
        return reader.connect();
    }

    private Tap tap(SoftCard card) throws CardException {
        try (CardConnection connection = connect(card, CardInterface.CONTACTLESS)) {
            return reading.tap(connection, TestCards.claims());
        }
    }

    private Tap tapWithPin(SoftCard card, String digits) throws CardException {
        try (CardConnection connection = connect(card, CardInterface.CONTACT);
                Pin pin = Pin.of(digits.toCharArray())) {
            return reading.tapWithPin(connection, pin, TestCards.claims());
        }
    }

    private static void assertAccepted(Tap tap, SoftCard card, Profile profile) throws Exception {
        var verified = new AssertionVerifier(AUTHORITY.validator(), TestCards.AUDIENCE, InstantSource.system())
                .verifyCard(tap.assertion());
        assertEquals(card.id(), verified.claims().card());
        assertEquals(profile, verified.leaf().profile());
    }

    private static CardFault faultOf(Executable work) {
        return assertThrows(CardException.class, work).fault();
    }

    @Nested
    @DisplayName("Tap alone (9E)")
    class Alone {
        @ParameterizedTest
        @EnumSource
        void anyKey_isAcceptedByTheVerifier(AlgorithmId algorithm) throws Exception {
            SoftCard card = CARDS.make(algorithm);
            assertAccepted(tap(card), card, Profile.CARD_9E);
            assertAccepted(tap(card), card, Profile.CARD_9E);
        }

        @ParameterizedTest
        @EnumSource
        void anyProtocol_isSpoken(SoftProtocol protocol) throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.RSA_2048).withProtocol(protocol);
            try (CardConnection connection = connect(card, CardInterface.CONTACT)) {
                assertAccepted(reading.tap(connection, TestCards.claims()), card, Profile.CARD_9E);
            }
        }

        @Test
        void knownCard_takesThreeApdus() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            Tap first = tap(card);
            Tap second = tap(card);
            assertFalse(first.known());
            assertTrue(second.known());
            assertEquals(3, second.cost().apdus());
            assertTrue(second.cost().bytesFrom() < 300, second.cost().toString());
        }

        @ParameterizedTest
        @EnumSource
        void newCard_takesFourApdus_whereItTakesExtendedLengths(AlgorithmId algorithm) throws Exception {
            SoftCard card = CARDS.make(algorithm);
            assertEquals(4, tap(card).cost().apdus());
            assertEquals(3, tap(card).cost().apdus());
        }

        @Test
        void knownRsaCard_withoutExtendedLengths_takesFiveApdus_becauseItsBlockDoesNotFitOne() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.RSA_2048).withExtendedLengths(false);
            tap(card);
            assertEquals(5, tap(card).cost().apdus());
        }

        @Test
        void cardThatRefusesExtendedLengths_isAskedForThemOnce() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.RSA_2048);
            SoftCard shortCard = CARDS.make(AlgorithmId.RSA_2048).withExtendedLengths(false);
            card.setFaults(SoftFaults.lying(SoftFaults.Lie.EXTENDED_REFUSED));
            assertEquals(tap(shortCard).cost().apdus() + 1, tap(card).cost().apdus());
        }

        @Test
        void identify_readsTheGuidAlone() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            try (CardConnection connection = connect(card, CardInterface.CONTACTLESS)) {
                assertEquals(card.id(), reading.identify(connection));
            }
            assertEquals(4, trace.size());
        }
    }

    @Nested
    @DisplayName("A guess at the certificate that is wrong")
    class WrongGuess {
        @ParameterizedTest
        @EnumSource
        void anotherCardOfTheSameGuid_readsTheCertificateAndSignsAgain(AlgorithmId kindOfImpostor) throws Exception {
            UUID id = UUID.randomUUID();
            tap(CARDS.make(id, AlgorithmId.P_256));
            SoftCard replaced = CARDS.make(id, kindOfImpostor);
            Tap tap = tap(replaced);
            assertFalse(tap.known());
            assertAccepted(tap, replaced, Profile.CARD_9E);
            assertTrue(tap(replaced).known());
        }

        @Test
        void aStrangersCertificate_isNotKept() throws Exception {
            SoftCard other = CARDS.make(AlgorithmId.P_256);
            cache.keep(
                    UUID.randomUUID(),
                    KeyReference.CARD_AUTHENTICATION,
                    tap(other).certificate());
            assertEquals(1, cache.size());
        }

        @Test
        void theCache_isBounded() throws Exception {
            for (int i = 0; i < 12; i++) {
                tap(CARDS.make(AlgorithmId.P_256));
            }
            assertEquals(10, cache.size());
        }
    }

    @Nested
    @DisplayName("Tap and PIN (9A)")
    class WithPin {
        @ParameterizedTest
        @EnumSource
        void rightPin_isAcceptedByTheVerifier(AlgorithmId algorithm) throws Exception {
            SoftCard card = CARDS.make(algorithm);
            assertAccepted(tapWithPin(card, TestCards.PIN), card, Profile.CARD_9A);
        }

        @Test
        void knownCard_takesFiveApdus() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            tapWithPin(card, TestCards.PIN);
            assertEquals(5, tapWithPin(card, TestCards.PIN).cost().apdus());
        }

        @Test
        void wrongPin_tellsTheCounter_andTheLastTryIsKept() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            CardException wrong = assertThrows(CardException.class, () -> tapWithPin(card, "000000"));
            assertEquals(CardFault.PIN_WRONG, wrong.fault());
            assertEquals(2, wrong.triesLeft().orElseThrow());
            assertEquals(CardFault.PIN_WRONG, faultOf(() -> tapWithPin(card, "000000")));
            assertEquals(CardFault.PIN_TRIES_KEPT, faultOf(() -> tapWithPin(card, "000000")));
            assertEquals(CardFault.PIN_TRIES_KEPT, faultOf(() -> tapWithPin(card, TestCards.PIN)));
            assertEquals(1, card.pinTriesLeft());
        }

        @Test
        void rightPin_putsTheCounterBack() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            assertEquals(CardFault.PIN_WRONG, faultOf(() -> tapWithPin(card, "000000")));
            tapWithPin(card, TestCards.PIN);
            assertEquals(3, card.pinTriesLeft());
        }

        @Test
        void byRadio_isRefusedBeforeThePinIsSent() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            try (CardConnection connection = connect(card, CardInterface.CONTACTLESS);
                    Pin pin = Pin.of(TestCards.PIN.toCharArray())) {
                assertEquals(
                        CardFault.CONTACTS_REQUIRED,
                        faultOf(() -> reading.tapWithPin(connection, pin, TestCards.claims())));
            }
            assertEquals(List.of(), trace);
        }

        @Test
        void trace_hasNeitherPinNorSignature() throws Exception {
            tapWithPin(CARDS.make(AlgorithmId.P_256), TestCards.PIN);
            String all = String.join("\n", trace);
            assertTrue(all.contains("> 00 20 00 80 Lc=8 Le=0"), all);
            assertTrue(all.contains("> 00 87 11 9A Lc=38 Le=256"), all);
            assertFalse(all.contains("323731383238"), all);
            assertTrue(trace.stream().noneMatch(line -> line.startsWith("< 7C")), all);
        }
    }

    @Nested
    @DisplayName("A card with a fault")
    class Faulty {
        @Test
        void pulledOutAtAnyCommand_isCardRemoved() throws Exception {
            for (int command = 1; command <= 5; command++) {
                SoftCard card = CARDS.make(AlgorithmId.P_256);
                card.setFaults(SoftFaults.pulledOutAt(command));
                assertEquals(CardFault.CARD_REMOVED, faultOf(() -> tapWithPin(card, TestCards.PIN)), "at " + command);
            }
        }

        @Test
        void slowSignature_isTooSlow() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            card.setFaults(SoftFaults.slow(Duration.ofMillis(30)));
            TapReading strict = new TapReading(
                    cache, TapPolicy.DEFAULT.withSignatureLimit(Duration.ofMillis(25)), System::nanoTime, line -> {});
            try (CardConnection connection = connect(card, CardInterface.CONTACTLESS)) {
                assertEquals(CardFault.TOO_SLOW, faultOf(() -> strict.tap(connection, TestCards.claims())));
            }
        }

        @ParameterizedTest
        @EnumSource(
                mode = EnumSource.Mode.EXCLUDE,
                names = {"NONE", "RUBBISH", "EXTENDED_REFUSED"})
        void everyLie_hasItsFault(SoftFaults.Lie lie) throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            card.setFaults(SoftFaults.lying(lie));
            CardFault expected = switch (lie) {
                case OBJECT_TOO_LONG -> CardFault.TLV_TRUNCATED;
                case OBJECT_TOO_SHORT -> CardFault.TLV_LEFTOVER;
                case MORE_DATA_FOR_EVER -> CardFault.ENDLESS_RESPONSE;
                case WRONG_LE_FOR_EVER -> CardFault.UNEXPECTED_STATUS;
                case NO_STATUS_WORD -> CardFault.MALFORMED_RESPONSE;
                case WRONG_SIGNATURE -> CardFault.SIGNATURE_NOT_BY_CERTIFICATE;
                case NONE, RUBBISH, EXTENDED_REFUSED -> throw new AssertionError();
            };
            assertEquals(expected, faultOf(() -> tap(card)));
        }

        @Test
        void rubbishFromAnyCommandOn_isAFault_andTheNextTapIsGood() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            for (int round = 0; round < 40; round++) {
                card.setFaults(SoftFaults.lyingFrom(1 + round % 4, SoftFaults.Lie.RUBBISH));
                assertThrows(CardException.class, () -> tap(card));
                cache.forget(card.id(), KeyReference.CARD_AUTHENTICATION);
            }
            card.setFaults(SoftFaults.NONE);
            assertEquals(card.id(), tap(card).card());
        }

        @Test
        void slowInstruction_isTheOneAlone() throws Exception {
            SoftCard card = CARDS.make(AlgorithmId.P_256);
            card.setFaults(SoftFaults.slow(Duration.ofSeconds(30), 0x20));
            assertEquals(card.id(), tap(card).card());
        }

        @Test
        void withoutCertificate_isObjectNotFound() throws Exception {
            SoftCard bare = new SoftCardFactory(new SecureRandom(), LocalDate.of(2031, 7, 31))
                    .make(UUID.randomUUID(), TestCards.PIN.toCharArray(), AlgorithmId.P_256);
            assertEquals(CardFault.OBJECT_NOT_FOUND, faultOf(() -> tap(bare)));
        }
    }
}
