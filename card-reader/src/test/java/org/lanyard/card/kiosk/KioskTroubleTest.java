package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.AlgorithmId;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;

/** What a kiosk does when card, network, lease or clock are not as they should be. */
@Timeout(60)
class KioskTroubleTest {
    private static final KioskPolicy TAP = KioskPolicy.DEFAULT;

    private static Cause cause(Kiosk kiosk) {
        return kiosk.agent.display().trouble().orElseThrow().cause();
    }

    private static void awaitEnded(Kiosk kiosk) {
        await().atMost(Duration.ofSeconds(10)).until(() -> kiosk.door.live().isEmpty());
    }

    @Nested
    @DisplayName("A card that doesn't do as it should")
    class OddCards {
        @Test
        void pulledOutAtAnyApduIsAskedForAgain() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                for (int apdu = 1; apdu <= 3; apdu++) {
                    SoftCard card = kiosk.card();
                    card.setFaults(SoftFaults.pulledOutAt(apdu));
                    kiosk.reader.insert(card, CardInterface.CONTACTLESS);
                    kiosk.until(KioskState.TRY_AGAIN);
                    assertEquals(Cause.CARD_GONE, cause(kiosk), "APDU " + apdu);
                }
                assertTrue(kiosk.door.all().isEmpty());
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
            }
        }

        @Test
        @DisplayName("a GENERAL AUTHENTICATE slower than the relay bound is refused")
        void relayed() throws Exception {
            KioskPolicy strict = new KioskPolicy(Proof.TAP, Duration.ofMillis(60), Duration.ofMinutes(10));
            try (Kiosk kiosk = new Kiosk(strict).started()) {
                SoftCard card = kiosk.card();
                card.setFaults(SoftFaults.slow(Duration.ofMillis(120)));
                kiosk.tap(card, KioskState.TRY_AGAIN);
                assertEquals(Cause.CARD_SLOW, cause(kiosk));
                assertTrue(kiosk.door.all().isEmpty());
            }
        }

        @Test
        void withoutACertificateIsNotForUs() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard blank = new org.lanyard.card.softcard.SoftCardFactory(
                                new java.security.SecureRandom(),
                                java.time.LocalDate.now().plusYears(1))
                        .make(java.util.UUID.randomUUID(), "123456".toCharArray(), AlgorithmId.P_256);
                kiosk.tap(blank, KioskState.TRY_AGAIN);
                assertEquals(Cause.CARD_UNUSABLE, cause(kiosk));
                assertTrue(kiosk.agent.display().trouble().orElseThrow().code().isPresent());
            }
        }

        @Test
        void refusedByTheDoorShowsTheDoorsCode() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.door.refusing = true;
                kiosk.tap(kiosk.card(), KioskState.TRY_AGAIN);
                Trouble trouble = kiosk.agent.display().trouble().orElseThrow();
                assertEquals(Cause.REFUSED, trouble.cause());
                assertEquals("FAKEDR23", trouble.code().orElseThrow().value());
                kiosk.door.refusing = false;
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
            }
        }

        @Test
        void thatCannotBeReadLeavesTheSessionOfAnotherAlone() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
                SoftCard odd = kiosk.card();
                odd.setFaults(SoftFaults.pulledOutAt(1));
                kiosk.reader.insert(odd, CardInterface.CONTACTLESS);
                await().during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(2))
                        .until(() -> kiosk.agent.display().state() == KioskState.WELCOME
                                && kiosk.door.live().size() == 1);
            }
        }
    }

    @Nested
    @DisplayName("The network")
    class Network {
        @Test
        void goneAndBack() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                SoftCard card = kiosk.card();
                kiosk.door.goAway();
                kiosk.tap(card, KioskState.TRY_AGAIN);
                assertEquals(Cause.NETWORK, cause(kiosk));
                kiosk.until(KioskState.OUT_OF_ORDER);
                kiosk.door.comeBack();
                kiosk.until(KioskState.IDLE);
                kiosk.tap(card, KioskState.WELCOME);
            }
        }

        @Test
        void awayAtTheStart() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP)) {
                kiosk.door.goAway();
                kiosk.agent.start();
                kiosk.until(KioskState.OUT_OF_ORDER);
                kiosk.door.comeBack();
                kiosk.until(KioskState.IDLE);
            }
        }

        @Test
        @DisplayName("a lease that can't be renewed ends the session here, and the server hears of it when it is back")
        void leaseLost() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP)) {
                kiosk.door.lease = Duration.ofSeconds(2);
                kiosk.started().tap(kiosk.card(), KioskState.WELCOME);
                kiosk.door.goAway();
                kiosk.until(KioskState.TRY_AGAIN);
                assertFalse(kiosk.browser.open);
                kiosk.door.comeBack();
                awaitEnded(kiosk);
            }
        }

        @Test
        void aCardTakenOutWhileTheNetworkIsAwayIsRevokedLater() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                kiosk.door.goAway();
                kiosk.reader.remove();
                kiosk.until(KioskState.GOODBYE);
                assertEquals(1, kiosk.door.live().size());
                kiosk.door.comeBack();
                awaitEnded(kiosk);
            }
        }
    }

    @Nested
    @DisplayName("The lease")
    class TheLease {
        @Test
        void isRenewedUntilTheServerEndsTheSession() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP)) {
                kiosk.door.lease = Duration.ofSeconds(1);
                kiosk.started().tap(kiosk.card(), KioskState.WELCOME);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> kiosk.door.live().get(0).renewals >= 4);
                kiosk.door.endAll();
                kiosk.until(KioskState.GOODBYE);
                assertFalse(kiosk.browser.open);
            }
        }

        @Test
        void endsWhenNobodyUsesTheSession() throws Exception {
            KioskPolicy short1 = new KioskPolicy(Proof.TAP, Duration.ofMillis(1500), Duration.ofSeconds(60));
            try (Kiosk kiosk = new Kiosk(short1)) {
                kiosk.door.lease = Duration.ofSeconds(1);
                kiosk.started().tap(kiosk.card(), KioskState.WELCOME);
                kiosk.door.idleFor = Duration.ofSeconds(61);
                kiosk.until(KioskState.GOODBYE);
                awaitEnded(kiosk);
            }
        }

        @Test
        void endsWithTheAgent() throws Exception {
            Kiosk kiosk = new Kiosk(TAP).started();
            try (kiosk) {
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
                kiosk.agent.close();
                assertTrue(kiosk.door.live().isEmpty());
                assertFalse(kiosk.browser.open);
            }
        }
    }

    @Nested
    @DisplayName("A clock that is wrong")
    class WrongClock {
        @Test
        void isCorrectedByTheServersTime() throws Exception {
            InstantSource ownClock = () -> InstantSource.system().instant().minus(Duration.ofDays(400));
            try (Kiosk kiosk = new Kiosk(TAP, ownClock).started()) {
                assertEquals("challenge", kiosk.door.log().get(1));
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
                assertEquals(400, kiosk.clock.correction().plusMinutes(1).toDays());
            }
        }

        @Test
        void thatJumpsWhileSomebodyIsSignedInDoesNotKeepTheSession() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                kiosk.door.ahead = Duration.ofMinutes(36);
                kiosk.reader.remove();
                awaitEnded(kiosk);
            }
        }

        @Test
        void thatJumpsIsCorrectedAtTheNextChallenge() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.door.ahead = Duration.ofMinutes(9);
                kiosk.tap(kiosk.card(), KioskState.TRY_AGAIN);
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
            }
        }
    }
}
