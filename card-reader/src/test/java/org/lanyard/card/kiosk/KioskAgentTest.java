package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.pki.profile.Profile;

@Timeout(60)
class KioskAgentTest {
    private static final KioskPolicy TAP = KioskPolicy.DEFAULT;
    private static final KioskPolicy PIN = KioskPolicy.DEFAULT.withProof(Proof.PIN);

    private static Cause cause(Kiosk kiosk) {
        return kiosk.agent.display().trouble().orElseThrow().cause();
    }

    private static void awaitEnded(Kiosk kiosk) {
        await().atMost(Duration.ofSeconds(10)).until(() -> kiosk.door.live().isEmpty());
    }

    @Nested
    @DisplayName("A tap")
    class ATap {
        @ParameterizedTest
        @EnumSource(AlgorithmId.class)
        void opensASessionInTheBrowser(AlgorithmId algorithm) throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard card = kiosk.card(algorithm);
                kiosk.tap(card, KioskState.WELCOME);
                assertTrue(kiosk.browser.open);
                assertEquals(card.id(), kiosk.door.live().get(0).card);
                assertEquals(Profile.CARD_9E, kiosk.door.live().get(0).profile);
            }
        }

        @Test
        void costsOneRoundTripToTheDoor() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard card = kiosk.card();
                kiosk.tap(card, KioskState.WELCOME);
                assertEquals(List.of("challenge", "open " + card.id()), kiosk.door.log());
            }
        }

        @Test
        void liftingTheCardMeansNothingAndTheSameCardAgainSignsOut() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard card = kiosk.card();
                kiosk.tap(card, KioskState.WELCOME);
                await().during(Duration.ofMillis(2_100))
                        .atMost(Duration.ofSeconds(4))
                        .until(() -> kiosk.agent.display().state() == KioskState.WELCOME);
                kiosk.tap(card, KioskState.GOODBYE);
                awaitEnded(kiosk);
                assertFalse(kiosk.browser.open);
                assertEquals(1, kiosk.door.all().size());
                kiosk.until(KioskState.IDLE);
            }
        }

        @Test
        void aCardThatFluttersDoesNotSignOut() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard card = kiosk.card();
                kiosk.tap(card, KioskState.WELCOME);
                kiosk.reader.insert(card, CardInterface.CONTACTLESS);
                await().during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(2))
                        .until(() -> kiosk.agent.display().state() == KioskState.WELCOME);
                assertEquals(1, kiosk.door.live().size());
            }
        }

        @Test
        void anotherCardEndsTheSessionAndOpensItsOwn() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard first = kiosk.card();
                SoftCard second = kiosk.card();
                kiosk.tap(first, KioskState.WELCOME);
                kiosk.reader.insert(second, CardInterface.CONTACTLESS);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> kiosk.door.live().size() == 1
                                && kiosk.door.live().get(0).card.equals(second.id()));
                kiosk.until(KioskState.WELCOME);
                assertTrue(kiosk.browser.open);
                assertEquals("open", kiosk.browser.log.get(0));
                assertTrue(kiosk.browser.log.get(1).startsWith("close"));
                assertEquals("open", kiosk.browser.log.get(2));
            }
        }

        @Test
        void thirtyCardsOneAfterAnotherNeverOpenTheWrongOne() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                for (int i = 0; i < 30; i++) {
                    SoftCard card = kiosk.card();
                    kiosk.reader.insert(card, CardInterface.CONTACTLESS);
                    await().atMost(Duration.ofSeconds(10))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> kiosk.door.all().stream().anyMatch(s -> s.card.equals(card.id())));
                    kiosk.until(KioskState.WELCOME);
                    kiosk.reader.remove();
                }
                assertEquals(30, kiosk.door.all().size());
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> kiosk.door.live().size() == 1);
            }
        }
    }

    @Nested
    @DisplayName("On the card's contacts")
    class OnContacts {
        @Test
        void takingTheCardOutSignsOutBrowserFirst() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                kiosk.reader.remove();
                awaitEnded(kiosk);
                assertEquals(List.of("open", "close, sessions alive: 1"), kiosk.browser.log);
                kiosk.until(KioskState.IDLE);
            }
        }

        @Test
        void theServerIsToldWhenTheBrowserSaysThatItIsClosed() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.browser.closing = new CompletableFuture<>();
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                kiosk.reader.remove();
                kiosk.until(KioskState.GOODBYE);
                await().during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(2))
                        .until(() -> kiosk.door.live().size() == 1);
                kiosk.browser.closing.complete(null);
                awaitEnded(kiosk);
            }
        }

        @Test
        void aBrowserThatSaysNothingDelaysTheServerByASecondAtMost() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.browser.closing = new CompletableFuture<>();
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                kiosk.reader.remove();
                await().atMost(Duration.ofSeconds(3))
                        .until(() -> kiosk.door.live().isEmpty());
            }
        }

        @Test
        void aReaderThatIsUnpluggedTookItsCardAlong() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                kiosk.reader.unplug();
                awaitEnded(kiosk);
                kiosk.until(KioskState.OUT_OF_ORDER);
                assertEquals(Cause.READER, cause(kiosk));
                kiosk.reader.plug();
                kiosk.until(KioskState.WELCOME);
            }
        }
    }

    @Nested
    @DisplayName("Tap and PIN")
    class TapAndPin {
        @Test
        void theRightPinSignsWith9A() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                kiosk.insert(kiosk.card(), KioskState.PIN);
                kiosk.enter("123456");
                kiosk.until(KioskState.WELCOME);
                assertEquals(Profile.CARD_9A, kiosk.door.live().get(0).profile);
            }
        }

        @Test
        void aTappedCardIsAskedToBePutIn() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.tap(card, KioskState.PUT_IN);
                kiosk.insert(card, KioskState.PIN);
                assertTrue(kiosk.door.all().isEmpty());
            }
        }

        @Test
        @DisplayName("a wrong PIN shows the counter, and the last try is never spent")
        void theLastTryIsKept() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                assertEquals(3, card.pinTriesLeft());
                kiosk.insert(card, KioskState.PIN);
                kiosk.enter("999999");
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> kiosk.agent.display().tries().orElse(-1) == 1);
                assertEquals(2, card.pinTriesLeft());
                kiosk.enter("999998");
                kiosk.until(KioskState.ASK_FOR_HELP);
                assertEquals(1, card.pinTriesLeft());
                kiosk.reader.remove();
                kiosk.insert(card, KioskState.ASK_FOR_HELP);
                assertEquals(1, card.pinTriesLeft());
                assertTrue(kiosk.door.all().isEmpty());
            }
        }

        @Test
        void aPinThatNobodyAskedForIsDropped() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.enter("999999");
                kiosk.insert(card, KioskState.PIN);
                assertEquals(3, card.pinTriesLeft());
            }
        }

        @Test
        void callingOffAndTakingTheCardOutLeavesNothingBehind() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.insert(card, KioskState.PIN);
                kiosk.agent.signOut();
                kiosk.until(KioskState.GOODBYE);
                kiosk.enter("123456");
                kiosk.reader.remove();
                kiosk.until(KioskState.IDLE);
                assertTrue(kiosk.door.all().isEmpty());
            }
        }

        @Test
        void whatTheKioskAsksForChangesAtRunTime() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.agent.choose(Proof.PIN);
                kiosk.insert(kiosk.card(), KioskState.PIN);
            }
        }
    }
}
