package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.piv.Pin;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftPinPad;
import org.lanyard.pki.profile.Profile;

/** What a pupil meets at a kiosk besides a tap: the picture, a pass, a new PIN, a reader with keys. */
@Timeout(60)
class PupilMeetsTest {
    private static final KioskPolicy TAP = KioskPolicy.DEFAULT;
    private static final KioskPolicy PIN = TAP.withProof(Proof.PIN);
    private static final KioskPolicy LONG_LOOK =
            new KioskPolicy(Proof.TAP, Duration.ofMillis(1500), Duration.ofMinutes(10), Duration.ofSeconds(5));

    private static void awaitOver(Kiosk kiosk) {
        await().atMost(Duration.ofSeconds(10)).until(() -> kiosk.door.live().isEmpty());
    }

    @Nested
    @DisplayName("The picture of the card's owner")
    class Picture {
        private Kiosk kiosk(KioskPolicy policy) {
            Kiosk kiosk = new Kiosk(policy);
            kiosk.door.picture = Optional.of("fox");
            return kiosk.started();
        }

        @Test
        @DisplayName("is shown before the browser gets anything, and gives way after its moment")
        void beforeTheBrowser() throws Exception {
            try (Kiosk kiosk = kiosk(TAP)) {
                kiosk.tap(kiosk.card(), KioskState.PICTURE);
                assertEquals(Optional.of("fox"), kiosk.agent.display().picture());
                assertEquals(List.of(), kiosk.browser.log);
                kiosk.until(KioskState.WELCOME);
                await().until(() -> kiosk.browser.open);
                assertEquals(Optional.empty(), kiosk.agent.display().picture());
            }
        }

        @Test
        @DisplayName("gives way at once to whoever touches it")
        void touched() throws Exception {
            try (Kiosk kiosk = kiosk(LONG_LOOK)) {
                kiosk.tap(kiosk.card(), KioskState.PICTURE);
                kiosk.agent.answerPicture(true);
                kiosk.until(KioskState.WELCOME);
                await().until(() -> kiosk.browser.open);
            }
        }

        @Test
        @DisplayName("of another ends the session, with its reason, and the browser never got it")
        void notMine() throws Exception {
            try (Kiosk kiosk = kiosk(LONG_LOOK)) {
                SoftCard card = kiosk.card();
                kiosk.tap(card, KioskState.PICTURE);
                kiosk.agent.answerPicture(false);
                kiosk.until(KioskState.NOT_ME);
                awaitOver(kiosk);
                assertTrue(
                        kiosk.door.log().contains("revoke " + card.id() + " not_me"),
                        kiosk.door.log().toString());
                assertFalse(kiosk.browser.log.contains("open"));
            }
        }

        @Test
        @DisplayName("is not shown where the kiosk is set so, or the door tells none")
        void none() throws Exception {
            KioskPolicy never = new KioskPolicy(Proof.TAP, TAP.relayBound(), TAP.idle(), Duration.ZERO);
            try (Kiosk kiosk = kiosk(never)) {
                kiosk.tap(kiosk.card(), KioskState.WELCOME);
            }
        }

        @Test
        @DisplayName("goes with the card that is taken out, and with another card")
        void cardGone() throws Exception {
            try (Kiosk kiosk = kiosk(LONG_LOOK)) {
                kiosk.insert(kiosk.card(), KioskState.PICTURE);
                kiosk.reader.remove();
                kiosk.until(KioskState.GOODBYE);
                awaitOver(kiosk);
                SoftCard second = kiosk.card();
                kiosk.tap(kiosk.card(), KioskState.PICTURE);
                kiosk.reader.insert(second, CardInterface.CONTACTLESS);
                await().until(() -> kiosk.door.live().size() == 1
                        && kiosk.door.live().get(0).card.equals(second.id()));
                kiosk.until(KioskState.PICTURE);
                assertFalse(kiosk.browser.log.contains("open"));
            }
        }

        @Test
        @DisplayName("is fetched from the door once")
        void fetchedOnce() {
            try (Kiosk kiosk = kiosk(TAP)) {
                for (int i = 0; i < 3; i++) {
                    assertArrayEquals(
                            FakeDoor.DRAWING,
                            kiosk.agent.pictures().drawing("fox").orElseThrow());
                }
                assertEquals(1, kiosk.door.drawings);
                assertEquals(Optional.empty(), kiosk.agent.pictures().drawing("../../secret"));
                assertEquals(Optional.empty(), kiosk.agent.pictures().drawing("owl"));
            }
        }
    }

    @Nested
    @DisplayName("A lesson pass")
    class Pass {
        private static PassCode code(String typed) {
            return PassCode.typed(typed).orElseThrow();
        }

        @Test
        @DisplayName("opens a session that is seen to be by a pass, and ends when the door says so")
        void opens() {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.agent.choosePass();
                kiosk.until(KioskState.PASS);
                kiosk.agent.enterPass(code("abcde-i2345"));
                kiosk.until(KioskState.WELCOME);
                assertTrue(kiosk.agent.display().byPass());
                await().until(() -> kiosk.browser.open);
                kiosk.door.endAll();
                kiosk.until(KioskState.GOODBYE);
                assertFalse(kiosk.browser.open);
                assertFalse(kiosk.agent.display().byPass());
            }
        }

        @Test
        @DisplayName("is scanned without being asked for")
        void scanned() {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.agent.enterPass(code(FakeDoor.PASS));
                kiosk.until(KioskState.WELCOME);
            }
        }

        @Test
        @DisplayName("that isn't good is said to be no good here, in other words than a card")
        void refused() {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.agent.enterPass(code("ZZZZZ99999"));
                kiosk.until(KioskState.TRY_AGAIN);
                Trouble trouble = kiosk.agent.display().trouble().orElseThrow();
                assertEquals(Trouble.Cause.PASS_REFUSED, trouble.cause());
                assertTrue(trouble.code().isPresent());
            }
        }

        @Test
        @DisplayName("gives way to a card that is found after all")
        void thenACard() throws Exception {
            try (Kiosk kiosk = new Kiosk(TAP).started()) {
                kiosk.agent.enterPass(code(FakeDoor.PASS));
                kiosk.until(KioskState.WELCOME);
                SoftCard card = kiosk.card();
                kiosk.reader.insert(card, CardInterface.CONTACTLESS);
                await().until(() -> kiosk.door.live().size() == 1
                        && kiosk.door.live().get(0).card.equals(card.id()));
                kiosk.until(KioskState.WELCOME);
                assertFalse(kiosk.agent.display().byPass());
            }
        }

        @Test
        void codes() {
            for (String no :
                    new String[] {"", "ABCDE1234", "ABCDE123456", "ABCDU12345", "ABCDÉ12345", "x".repeat(40)}) {
                assertEquals(Optional.empty(), PassCode.typed(no), no);
            }
            assertEquals("1110000ABC", code("ilI-oO0-0abc").plain());
            assertEquals("PassCode", code("ABCDE12345").toString());
        }
    }

    @Nested
    @DisplayName("A new PIN")
    class Change {
        private void change(Kiosk kiosk, String current, String next) throws Exception {
            kiosk.agent.changePin(Pin.of(current.toCharArray()), Pin.of(next.toCharArray()));
        }

        @Test
        @DisplayName("is chosen with the card in its contacts, and counts from then on")
        void changes() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.agent.chooseChange();
                kiosk.until(KioskState.CHANGE_PUT_IN);
                kiosk.insert(card, KioskState.CHANGE_PIN);
                change(kiosk, "123456", "739164");
                kiosk.until(KioskState.PIN_CHANGED);
                kiosk.reader.remove();
                kiosk.insert(card, KioskState.PIN);
                kiosk.enter("739164");
                kiosk.until(KioskState.WELCOME);
                assertEquals(Profile.CARD_9A, kiosk.door.live().get(0).profile);
            }
        }

        @Test
        @DisplayName("may be chosen by whoever is signed in with the card in: the session ends first")
        void whileSignedIn() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                kiosk.insert(kiosk.card(), KioskState.PIN);
                kiosk.enter("123456");
                kiosk.until(KioskState.WELCOME);
                kiosk.agent.chooseChange();
                kiosk.until(KioskState.CHANGE_PIN);
                awaitOver(kiosk);
                assertFalse(kiosk.browser.open);
                change(kiosk, "123456", "739164");
                kiosk.until(KioskState.PIN_CHANGED);
            }
        }

        @Test
        @DisplayName("that others would guess is refused before the card hears of it")
        void tooEasy() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.agent.chooseChange();
                kiosk.insert(card, KioskState.CHANGE_PIN);
                change(kiosk, "999999", "123456");
                kiosk.until(KioskState.PIN_TOO_EASY);
                assertEquals(3, card.pinTriesLeft());
                change(kiosk, "123456", "739164");
                kiosk.until(KioskState.PIN_CHANGED);
            }
        }

        @Test
        @DisplayName("with a wrong old one counts tries, and the last is never spent")
        void wrong() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.agent.chooseChange();
                kiosk.insert(card, KioskState.CHANGE_PIN);
                change(kiosk, "999999", "739164");
                await().until(() -> kiosk.agent.display().tries().isPresent());
                assertEquals(1, kiosk.agent.display().tries().getAsInt());
                assertEquals(KioskState.CHANGE_PIN, kiosk.agent.display().state());
                change(kiosk, "999999", "739164");
                kiosk.until(KioskState.ASK_FOR_HELP);
                assertEquals(1, card.pinTriesLeft());
                kiosk.reader.remove();
                kiosk.insert(card, KioskState.ASK_FOR_HELP);
                assertEquals(1, card.pinTriesLeft());
            }
        }

        @Test
        @DisplayName("needs the contacts, and the card until the end")
        void contacts() throws Exception {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                SoftCard card = kiosk.card();
                kiosk.agent.chooseChange();
                kiosk.until(KioskState.CHANGE_PUT_IN);
                kiosk.reader.insert(card, CardInterface.CONTACTLESS);
                await().until(() -> kiosk.agent.display().cardPresent());
                kiosk.until(KioskState.CHANGE_PUT_IN);
                kiosk.insert(card, KioskState.CHANGE_PIN);
                kiosk.reader.remove();
                kiosk.until(KioskState.GOODBYE);
                change(kiosk, "123456", "739164");
                kiosk.until(KioskState.IDLE);
                assertEquals(3, card.pinTriesLeft());
            }
        }

        @Test
        @DisplayName("can be left alone")
        void calledOff() {
            try (Kiosk kiosk = new Kiosk(PIN).started()) {
                kiosk.agent.chooseChange();
                kiosk.until(KioskState.CHANGE_PUT_IN);
                kiosk.agent.signOut();
                kiosk.until(KioskState.IDLE);
            }
        }
    }

    @Nested
    @DisplayName("A reader with keys of its own")
    class PadOfTheReader {
        private final Queue<String> typed = new ArrayDeque<>();

        private String next() {
            String digits = typed.poll();
            return digits == null ? "" : digits;
        }

        private Kiosk kiosk(String... digits) {
            typed.addAll(List.of(digits));
            Kiosk kiosk = new Kiosk(PIN, InstantSource.system());
            kiosk.reader.withPinPad(new SoftPinPad(this::next));
            return kiosk.started();
        }

        @Test
        @DisplayName("takes the PIN itself: the agent never has it")
        void right() throws Exception {
            try (Kiosk kiosk = kiosk("123456")) {
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
                assertEquals(Profile.CARD_9A, kiosk.door.live().get(0).profile);
            }
        }

        @Test
        @DisplayName("is asked again after a wrong one, and never with the last try")
        void wrong() throws Exception {
            try (Kiosk kiosk = kiosk("000001", "000002", "123456")) {
                SoftCard card = kiosk.card();
                kiosk.insert(card, KioskState.ASK_FOR_HELP);
                assertEquals(1, card.pinTriesLeft());
                assertEquals(1, typed.size());
            }
            typed.clear();
            try (Kiosk kiosk = kiosk("000001", "123456")) {
                kiosk.insert(kiosk.card(), KioskState.WELCOME);
            }
        }

        @Test
        @DisplayName("is left alone by somebody who types nothing, too little, or Stop: no try is spent")
        void notTyped() throws Exception {
            for (String nothing : new String[] {"", "x", "12345"}) {
                typed.clear();
                try (Kiosk kiosk = kiosk(nothing)) {
                    SoftCard card = kiosk.card();
                    kiosk.insert(card, KioskState.GOODBYE);
                    assertEquals(3, card.pinTriesLeft());
                    assertTrue(kiosk.door.all().isEmpty());
                }
            }
        }
    }
}
