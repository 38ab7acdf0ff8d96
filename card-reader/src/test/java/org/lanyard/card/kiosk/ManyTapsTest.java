package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.card.testing.Growth;
import org.lanyard.card.testing.Pcscd;

/**
 * As many cards as a kiosk sees in weeks, in its one process: each session is that of the card that is there, and at the end
 * the process holds no more than at the beginning. The long ones have the numbers that are promised.
 */
@DisplayName("After thousands of cards a kiosk is as it was, and nobody had another's session")
class ManyTapsTest {
    private static final int CARDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final long seed = Long.getLong("lanyard.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<SoftCard> cards = new ArrayList<>();
    private Kiosk kiosk;
    private int sessions;
    private int again;

    private void open(Optional<PcscReader> reader) throws Exception {
        kiosk = new Kiosk(KioskPolicy.DEFAULT, InstantSource.system(), reader.map(each -> each));
        for (int i = 0; i < CARDS; i++) {
            cards.add(kiosk.card());
        }
        kiosk.started();
    }

    @AfterEach
    void close() {
        if (kiosk != null) {
            kiosk.close();
        }
    }

    private boolean shows(KioskState state) {
        return kiosk.agent.display().state() == state;
    }

    /** The one session there is, is this card's. */
    private boolean welcomes(SoftCard card) {
        List<FakeDoor.Session> live = kiosk.door.live();
        return shows(KioskState.WELCOME) && live.size() == 1 && live.get(0).card.equals(card.id());
    }

    private void awaits(String what, SoftCard card, java.util.concurrent.Callable<Boolean> holds) {
        await(what + " of card " + cards.indexOf(card) + ", seed " + seed)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(holds);
    }

    /** Everything that the door has opened so far was looked at; what it remembers is let go. */
    private void forget() {
        sessions += kiosk.door.forget();
        kiosk.browser.log.clear();
    }

    private void report(String what, int count, Growth before, int leaked) {
        Growth after = Growth.now();
        System.out.println("taps: " + count + " " + what + ", " + sessions + " sessions, put in again " + again
                + ", seed " + seed + "; " + before + " → " + after);
        after.assertNoMoreThan(before, leaked);
    }

    @Nested
    @DisplayName("in process")
    class InProcess {
        @Test
        void some() throws Exception {
            tap(200, 60);
        }

        @Test
        @Tag("long")
        void tenThousand() throws Exception {
            tap(10_000, 1000);
        }

        private void tap(int count, int first) throws Exception {
            open(Optional.empty());
            Growth before = null;
            for (int i = 0; i < count; i++) {
                SoftCard card = cards.get((i * 7 + i / CARDS) % CARDS);
                kiosk.reader.insert(card, CardInterface.CONTACTLESS);
                awaits("the session", card, () -> welcomes(card));
                kiosk.reader.remove();
                if (i % 20 == 19) {
                    forget();
                }
                if (i == first) {
                    before = Growth.now();
                }
            }
            forget();
            assertEquals(count, sessions + kiosk.door.live().size(), "a session for each card");
            report("cards tapped in process", count, before, 0);
        }
    }

    @Nested
    @DisplayName("behind pcscd")
    class BehindPcscd {
        private Pcscd pcscd;

        private void openThere() throws Exception {
            pcscd = Pcscd.start();
            open(Optional.of(new PcscReader(PcscConfig.FIRST_READER.withReader(Pcscd.READER))));
        }

        @AfterEach
        void stop() {
            if (kiosk != null) {
                kiosk.close();
            }
            if (pcscd != null) {
                pcscd.close();
            }
        }

        @Test
        void some() throws Exception {
            insertAndRemove(5, 2, 1);
        }

        @Test
        void restartedOnce() throws Exception {
            restart(1);
        }

        @Test
        @Tag("long")
        @DisplayName("1,000 cards put in and taken out, 200 of them with a fault at some APDU")
        void thousand() throws Exception {
            insertAndRemove(1000, 200, 100);
        }

        @Test
        @Tag("long")
        @DisplayName("50 restarts of pcscd")
        void restarts() throws Exception {
            restart(50);
        }

        private void insertAndRemove(int count, int faults, int first) throws Exception {
            openThere();
            Growth before = null;
            int opened = 0;
            for (int i = 0; i < count; i++) {
                SoftCard card = cards.get((i * 7 + i / CARDS) % CARDS);
                boolean odd = (long) i * faults / count != (long) (i + 1) * faults / count;
                SoftFaults fault = odd ? anyFault() : SoftFaults.NONE;
                opened += inAndOut(card, fault) ? 1 : 0;
                forget();
                if (i == first) {
                    before = Growth.now();
                } else if (i % 100 == 99) {
                    System.out.println((i + 1) + " of " + count + " cards in and out, " + Growth.now());
                }
            }
            assertEquals(opened, sessions, "a session for each card that was welcomed");
            assertTrue(opened >= count - faults, "a card without a fault was not taken");
            report("cards in and out behind pcscd, " + faults + " faults", count, before, 0);
        }

        /** Whether it was welcomed. */
        private boolean inAndOut(SoftCard card, SoftFaults fault) throws Exception {
            card.setFaults(fault);
            boolean welcomed;
            try (VpcdCard in = seen(card)) {
                awaits("an answer", card, () -> welcomes(card) || !fault.equals(SoftFaults.NONE) && saidSo());
                welcomed = kiosk.door.all().size() == 1;
                assertTrue(welcomed || !fault.equals(SoftFaults.NONE), () -> "card out: " + !in.isInserted());
            }
            awaits(
                    "the end",
                    card,
                    () -> !kiosk.agent.display().cardPresent()
                            && kiosk.door.live().isEmpty());
            card.setFaults(SoftFaults.NONE);
            return welcomed;
        }

        /** vpcd sometimes does not take the card that follows a broken one at once: it is put in once more, and counted. */
        private VpcdCard seen(SoftCard card) throws Exception {
            for (int tries = 0; ; tries++) {
                VpcdCard in = VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT);
                try {
                    await().atMost(Duration.ofSeconds(5))
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> kiosk.agent.display().cardPresent() || welcomes(card) || !in.isInserted());
                    return in;
                } catch (ConditionTimeoutException unseen) {
                    System.out.println("not seen for 5 s: " + kiosk.agent.display());
                    in.close();
                    again++;
                    assertTrue(tries < 3, "the card is never seen, seed " + seed);
                }
            }
        }

        private boolean saidSo() {
            return shows(KioskState.TRY_AGAIN);
        }

        private SoftFaults anyFault() {
            SoftFaults.Lie[] lies = SoftFaults.Lie.values();
            return switch (random.nextInt(3)) {
                case 0 -> SoftFaults.pulledOutAt(1 + random.nextInt(4));
                case 1 -> SoftFaults.slow(Duration.ofMillis(random.nextInt(200)));
                default -> SoftFaults.lying(lies[1 + random.nextInt(lies.length - 1)]);
            };
        }

        private void restart(int count) throws Exception {
            openThere();
            assumeTrue(pcscd.isOwn(), "the running pcscd is not ours to restart");
            Growth before = null;
            for (int i = 0; i < count; i++) {
                pcscd.down();
                await().atMost(PATIENCE).until(() -> shows(KioskState.OUT_OF_ORDER));
                pcscd.up();
                await().atMost(PATIENCE).until(() -> shows(KioskState.IDLE));
                assertTrue(inAndOut(cards.get(i % CARDS), SoftFaults.NONE));
                await().atMost(PATIENCE).until(() -> shows(KioskState.IDLE));
                forget();
                if (i == count / 10) {
                    before = Growth.now();
                }
            }
            // The JDK has no call that releases a context of a service that is gone: its sockets stay.
            report("restarts of pcscd", count, before, 2 * count);
        }
    }
}
