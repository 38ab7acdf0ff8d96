package org.lanyard.dist.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
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

    private interface Pull {
        void on(Program kiosk, FewWords browser) throws Exception;
    }

    /** The card stays in: nothing but what was pulled ends the session. */
    private static void isOverAfter(int number, Pull pull) throws Exception {
        SoftCard card = SoftCardFile.load(house.card(number));
        try (Program kiosk = house.kiosk("tap")) {
            FewWords browser = new FewWords(House.link(kiosk));
            browser.await("idle");
            try (VpcdCard in = VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT)) {
                browser.await("welcome");
                assertTrue(house.introspect().contains("\"active\":true"));
                pull.on(kiosk, browser);
                Awaitility.await("the session to be over")
                        .atMost(PATIENCE)
                        .until(() -> house.introspect().equals("{\"active\":false}"));
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
    @DisplayName("the browser is gone, and the agent goes on")
    void browser() throws Exception {
        isOverAfter(3, (kiosk, browser) -> browser.close());
    }
}
