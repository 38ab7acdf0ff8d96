package org.lanyard.dist.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.card.testing.Pcscd;

@DisplayName("A card in a reader of the real PC/SC service, at a kiosk of its own, with a service of its own")
class CardsTest {
    private static final String PIN = "135790";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static Pcscd pcscd;
    private static House house;

    @BeforeAll
    static void start() throws Exception {
        pcscd = Pcscd.start();
        house = new House(data);
    }

    @AfterAll
    static void stop() {
        End.all(house, pcscd);
    }

    private static void eventually(String what, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(PATIENCE).until(holds);
    }

    private static void isActive(String acr) throws Exception {
        String told = house.introspect();
        assertTrue(told.contains("\"active\":true"), told);
        assertTrue(told.contains("\"acr\":\"" + acr + "\""), told);
    }

    private static void endsInactive() {
        eventually("the session to be inactive", () -> house.introspect().equals("{\"active\":false}"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void whileIn(SoftCard card, Work work) throws Exception {
        VpcdCard in = VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT);
        try {
            work.run();
        } finally {
            in.close();
        }
    }

    @Nested
    @DisplayName("that asks for the card alone")
    class Tap {
        private static Program kiosk;
        private static FewWords screen;

        @BeforeAll
        static void open() throws Exception {
            kiosk = house.kiosk("tap");
            screen = new FewWords(House.link(kiosk));
        }

        @AfterAll
        static void close() {
            End.all(screen, kiosk);
        }

        @BeforeEach
        void ready() {
            screen.await("idle");
        }

        @Test
        @DisplayName("put in, it opens a session; taken out, it ends it")
        void inAndOut() throws Exception {
            try (Program card = Program.start("softcard", house.card(1).toString())) {
                card.await("is in the reader");
                screen.await("welcome");
                isActive("urn:lanyard:acr:tap");
                eventually("the greeting", () -> screen.page().contains("Hello Cadi!"));
            }
            screen.await("goodbye");
            endsInactive();
            eventually("the end of the page", () -> screen.page().equals("303"));
        }

        @Test
        @DisplayName("pulled out while it signs, it opens nothing, and is taken when it is put in again")
        void pulledOut() throws Exception {
            SoftCard card = SoftCardFile.load(house.card(2));
            int before = house.opened();
            AtomicBoolean signing = new AtomicBoolean();
            try (Wire wire = new Wire(Pcscd.PORT, (answer, bytes) -> {
                boolean sign = answer && isGeneralAuthenticate(bytes);
                signing.compareAndSet(false, sign);
                return !sign;
            })) {
                VpcdCard.insert(card, CardInterface.CONTACT, wire.port());
                isSaid("try_again", "card_gone");
                assertTrue(signing.get(), "it went before it was asked to sign");
            }
            assertEquals(before, house.opened());
            whileIn(card, () -> {
                screen.await("welcome");
                isActive("urn:lanyard:acr:tap");
            });
            screen.await("goodbye");
        }

        /** SP 800-73-4 part 2 §3.2.4; vpcd sends the length of a message together with it or before it. */
        private static boolean isGeneralAuthenticate(byte[] bytes) {
            int at = bytes.length > 4 && bytes[0] == 0 && bytes[1] == (byte) (bytes.length - 2) ? 2 : 0;
            return bytes.length > at + 4 && (bytes[at] & 0xEF) == 0 && bytes[at + 1] == (byte) 0x87;
        }

        @Test
        @DisplayName(
                "finds the kiosk again after pcscd was killed and started anew, and its session gone with the reader")
        void pcscdRestarted() throws Exception {
            assumeTrue(pcscd.isOwn(), "this pcscd belongs to somebody else");
            SoftCard card = SoftCardFile.load(house.card(3));
            whileIn(card, () -> {
                screen.await("welcome");
                pcscd.down();
            });
            isSaid("out_of_order", "reader");
            endsInactive();
            pcscd.up();
            screen.await("idle");
            whileIn(card, () -> {
                screen.await("welcome");
                isActive("urn:lanyard:acr:tap");
            });
            screen.await("goodbye");
        }

        @Test
        @DisplayName("keeps its session when the service is killed and comes back, and ends it then")
        void serviceKilledInBetween() throws Exception {
            SoftCard card = SoftCardFile.load(house.card(4));
            whileIn(card, () -> {
                screen.await("welcome");
                house.kill();
                house.up();
                isActive("urn:lanyard:acr:tap");
                assertEquals("welcome", screen.now().path("state").textValue());
            });
            screen.await("goodbye");
            endsInactive();
        }

        @Test
        @DisplayName("is told to try again while the service is away, and is taken when it is back")
        void serviceAway() throws Exception {
            SoftCard card = SoftCardFile.load(house.card(5));
            house.kill();
            try {
                whileIn(card, () -> isSaid("try_again", "network"));
                isSaid("out_of_order", "network");
            } finally {
                house.up();
            }
            screen.await("idle");
            whileIn(card, () -> {
                screen.await("welcome");
                isActive("urn:lanyard:acr:tap");
            });
            screen.await("goodbye");
        }

        private void isSaid(String state, String cause) {
            assertEquals(cause, screen.await(state).path("cause").textValue());
        }
    }

    @Nested
    @DisplayName("that asks for the PIN too")
    class WithPin {
        private static Program kiosk;
        private static FewWords screen;

        @BeforeAll
        static void open() throws Exception {
            kiosk = house.kiosk("pin");
            screen = new FewWords(House.link(kiosk));
        }

        @AfterAll
        static void close() {
            End.all(screen, kiosk);
        }

        @BeforeEach
        void ready() {
            screen.await("idle");
        }

        @Test
        @DisplayName("with the right one, the session says so")
        void right() throws Exception {
            whileIn(SoftCardFile.load(house.card(6)), () -> {
                screen.await("pin");
                screen.pin(PIN);
                screen.await("welcome");
                isActive("urn:lanyard:acr:tap-pin");
                eventually("the greeting", () -> screen.page().contains("You used your card and your PIN"));
            });
            screen.await("goodbye");
            endsInactive();
        }

        @Test
        @DisplayName("with wrong ones, the screen counts what is left, and the card's last try is never spent")
        void wrong() throws Exception {
            SoftCard card = SoftCardFile.load(house.card(7));
            int before = house.opened();
            whileIn(card, () -> {
                screen.await("pin");
                screen.pin("000000");
                assertEquals(
                        1,
                        screen.await("a count", now -> now.has("tries"))
                                .path("tries")
                                .intValue());
                screen.pin("000001");
                screen.await("ask_for_help");
            });
            assertEquals(1, card.pinTriesLeft());
            screen.await("the card to be out", now -> !now.path("card").booleanValue());
            whileIn(card, () -> {
                screen.await(
                        "the card not to be asked",
                        now -> now.path("card").booleanValue()
                                && now.path("state").textValue().equals("ask_for_help"));
            });
            assertEquals(1, card.pinTriesLeft());
            assertEquals(before, house.opened());
        }

        @AfterEach
        void nothingIsLogged() {
            assertTrue(kiosk.log().stream().noneMatch(line -> line.contains(PIN)), "the PIN is in the log");
        }
    }

    /** Puts the card in, again if the screen says so: a reader that has just started may drop its first card. */
    private static VpcdCard signIn(FewWords screen, SoftCard card, int port) throws Exception {
        for (int tries = 0; tries < 3; tries++) {
            VpcdCard in = VpcdCard.insert(card, CardInterface.CONTACT, port);
            String state = screen.await(
                            "an answer", now -> now.path("state").textValue().matches("welcome|try_again"))
                    .path("state")
                    .textValue();
            if (state.equals("welcome")) {
                return in;
            }
            in.close();
            screen.await("idle");
        }
        throw new AssertionError("the card was not taken in three tries");
    }

    @Test
    @DisplayName("live at one kiosk and put in at another, it ends the first one's session, flagged in the audit trail")
    void twoKiosks() throws Exception {
        try (Program here = house.kiosk("tap");
                Program there = house.otherKiosk();
                FewWords screen = new FewWords(House.link(here));
                FewWords other = new FewWords(House.link(there))) {
            screen.await("idle");
            other.await("idle");
            SoftCard card = SoftCardFile.load(house.card(8));
            VpcdCard in = signIn(screen, card, Pcscd.PORT);
            VpcdCard again = signIn(other, card, Pcscd.PORT + 1);
            isActive("urn:lanyard:acr:tap");
            screen.await("goodbye");
            eventually("the end of the page", () -> screen.page().equals("303"));
            assertEquals(1, house.flagged());
            in.close();
            again.close();
            other.await("goodbye");
            endsInactive();
        }
    }

    @Test
    @DisplayName("is read by the demo too, with --reader")
    void demoWithReader(@TempDir Path other) throws Exception {
        try (Demo demo = Demo.start(other, "--reader", Pcscd.READER);
                FewWords screen = new FewWords(demo.kiosk())) {
            screen.await("idle");
            Path file = other.resolve("cards").resolve("01.json");
            whileIn(SoftCardFile.load(file), () -> {
                screen.await("welcome");
                eventually("the greeting", () -> screen.page().contains("Hello Cadi!"));
            });
            screen.await("goodbye");
            eventually("the end of the page", () -> screen.page().equals("303"));
        }
    }
}
