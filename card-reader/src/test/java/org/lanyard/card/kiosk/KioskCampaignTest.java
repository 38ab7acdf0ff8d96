package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;

/**
 * Taps by the thousand with random troubles in between: a cable pulled, a card pulled out in the middle of an APDU, a card that
 * lies, a door that is silent, clocks that jump. Whatever happened, once it is quiet the screen, the browser and the door say the
 * same, and the next card signs in.
 */
@DisplayName("Whatever happens at a kiosk, its session is that of the card that is there")
class KioskCampaignTest {
    private static final int CARDS = 3;
    private static final int WILD = 6;
    private static final Duration QUIET = Duration.ofSeconds(20);

    @Test
    void forAWhile() throws Exception {
        campaign(10, Long.MAX_VALUE);
    }

    @Test
    @Tag("long")
    void asLongAsTold() throws Exception {
        long length = Long.getLong("lanyard.long.seconds", 60);
        campaign(Integer.MAX_VALUE, System.nanoTime() + TimeUnit.SECONDS.toNanos(length));
    }

    private static void campaign(int rounds, long until) throws Exception {
        long seed = Long.getLong("lanyard.seed", System.nanoTime());
        try (World world = new World(seed)) {
            int round = 0;
            try {
                for (; round < rounds && System.nanoTime() < until; round++) {
                    world.round();
                }
            } catch (ConditionTimeoutException broken) {
                throw new AssertionError(
                        "round " + round + ", -Dlanyard.seed=" + seed + ": " + world.told() + "\n  "
                                + String.join("\n  ", world.story),
                        broken);
            }
            System.out.println("taps: " + world.taps + " in " + round + " rounds, " + world.sessions()
                    + " sessions, seed " + seed);
        }
    }

    private static final class World implements AutoCloseable {
        private final Random random;
        private volatile Duration own = Duration.ZERO;
        private final Kiosk kiosk;
        private final List<SoftCard> cards = new ArrayList<>();
        /** What was done in this round. */
        final List<String> story = new ArrayList<>();

        private UUID in;
        private CardInterface by;
        private boolean away;
        private int taps;

        World(long seed) throws Exception {
            random = new Random(seed);
            kiosk = new Kiosk(
                    KioskPolicy.DEFAULT, () -> InstantSource.system().instant().plus(own));
            for (int i = 0; i < CARDS; i++) {
                cards.add(kiosk.card());
            }
            kiosk.started();
        }

        void round() {
            story.clear();
            for (int i = random.nextInt(WILD); i >= 0; i--) {
                somethingHappens();
                if (random.nextInt(3) == 0) {
                    // Long enough for it to be dealt with; else what comes next falls into the middle of it.
                    await().pollDelay(Duration.ofMillis(random.nextInt(40))).until(() -> true);
                }
            }
            calmDown();
            await().atMost(QUIET).pollInterval(Duration.ofMillis(2)).until(this::agreed);
            takeOut();
            await().atMost(QUIET).pollInterval(Duration.ofMillis(2)).until(this::agreed);
            nextCardSignsIn();
        }

        private void somethingHappens() {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 12, 13, 14, 15, 16 -> insert(anyCard(), SoftFaults.NONE);
                case 3 -> insert(anyCard(), SoftFaults.pulledOutAt(1 + random.nextInt(4)));
                case 4 -> insert(anyCard(), SoftFaults.slow(Duration.ofMillis(random.nextInt(30))));
                case 5 -> insert(anyCard(), SoftFaults.lying(SoftFaults.Lie.values()[random.nextInt(7)]));
                case 6, 17, 18, 19 -> takeOut();
                case 7 -> done("cable pulled", kiosk.reader::unplug);
                case 8 -> done("cable back", kiosk.reader::plug);
                case 9 -> door();
                case 10 -> clocks();
                default -> done("sign-out pressed", kiosk.agent::signOut);
            }
        }

        private SoftCard anyCard() {
            return cards.get(random.nextInt(CARDS));
        }

        private void insert(SoftCard card, SoftFaults faults) {
            by = random.nextBoolean() ? CardInterface.CONTACT : CardInterface.CONTACTLESS;
            in = card.id();
            taps++;
            done("card " + cards.indexOf(card) + " " + by + " " + faults, () -> {
                card.setFaults(faults);
                kiosk.reader.insert(card, by);
            });
        }

        private void takeOut() {
            done("card out", kiosk.reader::remove);
            in = null;
        }

        private void door() {
            if (random.nextInt(4) == 0) {
                done("door refuses", () -> kiosk.door.refusing = true);
            } else if (!away) {
                away = true;
                done("door silent", kiosk.door::goAway);
            } else {
                comeBack();
            }
        }

        private void clocks() {
            if (random.nextBoolean()) {
                Duration jump = Duration.ofSeconds(random.nextInt(7200) - 3600);
                done("kiosk's clock " + jump, () -> own = jump);
            } else {
                // Not before the kiosk's certificate was made.
                Duration jump = Duration.ofSeconds(random.nextInt(3600));
                done("door's clock " + jump, () -> kiosk.door.ahead = jump);
            }
        }

        private void comeBack() {
            away = false;
            done("door back", kiosk.door::comeBack);
        }

        private void done(String what, Runnable act) {
            story.add(what + "   [" + kiosk.agent.display().state() + "]");
            act.run();
        }

        private void calmDown() {
            done("calm", kiosk.reader::plug);
            kiosk.door.refusing = false;
            cards.forEach(card -> card.setFaults(SoftFaults.NONE));
            if (away) {
                comeBack();
            }
        }

        /** Screen, browser and door say the same; on its contacts, it is the card that is in. */
        private boolean agreed() {
            KioskDisplay display = kiosk.agent.display();
            List<FakeDoor.Session> live = kiosk.door.live();
            if (display.state() == KioskState.WELCOME) {
                boolean contact = display.by().orElseThrow() == CardInterface.CONTACT;
                return kiosk.browser.open
                        && live.size() == 1
                        && (contact ? live.get(0).card.equals(in) : true)
                        && kiosk.agent.display().equals(display);
            }
            boolean busy = display.state() == KioskState.READING || display.state() == KioskState.SIGNING_IN;
            kiosk.door.lapseUnseen();
            return !busy && !kiosk.browser.open && live.isEmpty();
        }

        /** At the second try at the latest: the first may be what shows that a clock has jumped. */
        private void nextCardSignsIn() {
            SoftCard card = anyCard();
            story.add("then the next card");
            for (int tries = 0; ; tries++) {
                awaitReady();
                insert(card, SoftFaults.NONE);
                await().atMost(QUIET).pollInterval(Duration.ofMillis(2)).until(() -> settled(card));
                if (welcomes(card)) {
                    return;
                } else if (tries == 3) {
                    throw new ConditionTimeoutException("card " + cards.indexOf(card) + " cannot sign in");
                }
                takeOut();
            }
        }

        private void awaitReady() {
            await().atMost(QUIET)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> kiosk.agent.display().state() != KioskState.OUT_OF_ORDER);
        }

        private boolean settled(SoftCard card) {
            KioskState state = kiosk.agent.display().state();
            return welcomes(card) || state == KioskState.TRY_AGAIN || state == KioskState.GOODBYE;
        }

        private boolean welcomes(SoftCard card) {
            List<FakeDoor.Session> live = kiosk.door.live();
            return kiosk.agent.display().state() == KioskState.WELCOME
                    && kiosk.browser.open
                    && live.size() == 1
                    && live.get(0).card.equals(card.id());
        }

        int sessions() {
            return kiosk.door.all().size();
        }

        String told() {
            return "the screen says " + kiosk.agent.display() + ", the browser is "
                    + (kiosk.browser.open ? "open" : "closed")
                    + ", the door has sessions of "
                    + kiosk.door.live().stream()
                            .map(session -> session.card.equals(in) ? "the card that is in" : "another card")
                            .toList();
        }

        @Override
        public void close() {
            if (away) {
                kiosk.door.comeBack();
            }
            kiosk.close();
        }
    }
}
