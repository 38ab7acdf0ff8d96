package org.lanyard.dist.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftCardFile;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.card.testing.Pcscd;
import org.lanyard.vectors.RealPart;

@DisplayName(
        "A session whose kiosk loses its power, its network or its browser is over by itself, and services are told so")
class PowerTest {
    /** A third of the usual one, for the tests' time; what is waited for is a lease and what a busy machine adds. */
    private static final String LEASE = "[service.times]\nlease = \"6s\"\n";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static Pcscd pcscd;
    private static House house;

    @BeforeAll
    static void start() throws Exception {
        pcscd = Pcscd.start();
        house = new House(data, LEASE);
    }

    @AfterAll
    static void stop() {
        End.all(house, pcscd);
    }

    private static SoftCard card(int number) throws Exception {
        return SoftCardFile.load(house.card(number));
    }

    private static void eventually(String what, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(PATIENCE).until(holds);
    }

    private static void isOver() {
        eventually("the session to be over", () -> house.introspect().equals("{\"active\":false}"));
    }

    /** As the kiosk logs it. */
    private static void shows(Program kiosk, int times) {
        eventually(
                "the browser to show the screen",
                () -> kiosk.log().stream()
                                .filter(line -> line.contains("the browser shows the screen"))
                                .count()
                        >= times);
    }

    private interface Pull {
        void on(Program kiosk, FewWords browser) throws Exception;
    }

    /** The card stays in: nothing but what was pulled ends the session. */
    private static void isOverAfter(int number, Pull pull) throws Exception {
        try (Program kiosk = house.kiosk("tap")) {
            FewWords browser = new FewWords(House.link(kiosk));
            browser.await("idle");
            try (VpcdCard in = VpcdCard.insert(card(number), CardInterface.CONTACT, Pcscd.PORT)) {
                browser.await("welcome");
                assertTrue(house.introspect().contains("\"active\":true"));
                pull.on(kiosk, browser);
                isOver();
                assertTrue(in.isInserted(), "the card was taken out");
            } finally {
                browser.close();
            }
        }
    }

    @Test
    @DisplayName("kill -9 of the agent")
    void power() throws Exception {
        isOverAfter(1, (kiosk, browser) -> kiosk.kill());
    }

    @Test
    @DisplayName("the network breaks whatever the agent says")
    void network() throws Exception {
        try {
            isOverAfter(2, (kiosk, browser) -> house.network(false));
        } finally {
            house.network(true);
        }
    }

    @Test
    @DisplayName("the agent's own browser is killed: another is started, and takes the next pupil")
    void ownBrowser() throws Exception {
        Path chromium = Path.of("/usr/bin/chromium");
        RealPart.require("Chromium", Files.isExecutable(chromium), "apt-get install chromium");
        try (Program kiosk = house.kioskWithBrowser(chromium)) {
            shows(kiosk, 1);
            int before = house.opened();
            int taken = house.handedOver();
            try (VpcdCard in = VpcdCard.insert(card(4), CardInterface.CONTACT, Pcscd.PORT)) {
                eventually("a session", () -> house.opened() > before);
                eventually("the browser to take it over", () -> house.handedOver() > taken);
                assertTrue(house.introspect().contains("\"active\":true"));
                assertTrue(kiosk.killChildren() > 0, "no browser");
                isOver();
                assertTrue(in.isInserted(), "the card was taken out");
            }
            shows(kiosk, 2);
            int between = house.opened();
            try (VpcdCard in = VpcdCard.insert(card(5), CardInterface.CONTACT, Pcscd.PORT)) {
                eventually("another session", () -> house.opened() > between);
                assertTrue(in.isInserted() && house.introspect().contains("\"active\":true"));
            }
            isOver();
        }
    }

    @Test
    @DisplayName("the browser is gone, and the agent goes on")
    void browser() throws Exception {
        isOverAfter(3, (kiosk, browser) -> browser.close());
    }
}
