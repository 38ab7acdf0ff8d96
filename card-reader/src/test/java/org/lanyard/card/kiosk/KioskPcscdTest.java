package org.lanyard.card.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.kiosk.Trouble.Cause;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.pcsc.PcscConfig;
import org.lanyard.card.pcsc.PcscReader;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.VpcdCard;
import org.lanyard.card.testing.CardHolder;
import org.lanyard.card.testing.Pcscd;

/** A whole kiosk at the real PC/SC service. */
@Timeout(180)
@DisplayName("A kiosk at a real pcscd says what is wrong with it, and goes on by itself")
class KioskPcscdTest {
    private static Pcscd pcscd;
    private Kiosk kiosk;

    @BeforeAll
    static void service() {
        pcscd = Pcscd.start();
    }

    @AfterAll
    static void stop() {
        if (pcscd != null) {
            pcscd.close();
        }
    }

    @BeforeEach
    void open() {
        kiosk = new Kiosk(
                KioskPolicy.DEFAULT,
                InstantSource.system(),
                Optional.of(new PcscReader(PcscConfig.FIRST_READER.withReader(Pcscd.READER))));
    }

    @AfterEach
    void close() {
        kiosk.close();
    }

    private static VpcdCard putIn(SoftCard card) throws CardException {
        return VpcdCard.insert(card, CardInterface.CONTACT, Pcscd.PORT);
    }

    private void says(KioskState state, Cause cause) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> kiosk.agent.display().state() == state
                        && kiosk.agent.display().trouble().map(Trouble::cause).equals(Optional.of(cause)));
        assertTrue(kiosk.agent.display().trouble().orElseThrow().code().isPresent(), "a code for the office");
    }

    private void signsIn() throws Exception {
        SoftCard card = kiosk.card();
        try (VpcdCard in = putIn(card)) {
            kiosk.until(KioskState.WELCOME);
            assertTrue(in.isInserted());
            assertEquals(card.id(), kiosk.door.live().get(0).card);
        }
        kiosk.until(KioskState.IDLE);
    }

    @Test
    @DisplayName("stopped, started and restarted")
    void restarted() throws Exception {
        assumeTrue(pcscd.isOwn(), "the running pcscd is not ours to restart");
        kiosk.started();
        pcscd.down();
        says(KioskState.OUT_OF_ORDER, Cause.READER);
        pcscd.up();
        kiosk.until(KioskState.IDLE);
        signsIn();
        pcscd.restart();
        signsIn();
    }

    @Test
    @DisplayName("not there when the kiosk is switched on")
    void absentAtFirst() throws Exception {
        assumeTrue(pcscd.isOwn(), "the running pcscd is not ours to restart");
        pcscd.down();
        kiosk.agent.start();
        says(KioskState.OUT_OF_ORDER, Cause.READER);
        pcscd.up();
        kiosk.until(KioskState.IDLE);
        signsIn();
    }

    @Test
    @DisplayName(
            "whose card another program holds: the card is used as soon as it is let go, without being put in again")
    void heldByAnother() throws Exception {
        SoftCard card = kiosk.card();
        try (VpcdCard in = putIn(card)) {
            Process other = holder();
            try {
                kiosk.agent.start();
                says(KioskState.TRY_AGAIN, Cause.CARD_BUSY);
                assertTrue(in.isInserted());
                other.getOutputStream().close();
                assertTrue(other.waitFor(10, TimeUnit.SECONDS));
                kiosk.until(KioskState.WELCOME);
                assertEquals(card.id(), kiosk.door.live().get(0).card);
            } finally {
                other.destroyForcibly();
            }
        }
        kiosk.until(KioskState.IDLE);
    }

    /** A reader that has just started may not have seen the card yet. */
    private static Process holder() throws Exception {
        for (int tries = 0; tries < 5; tries++) {
            Process other = CardHolder.start();
            String line = other.inputReader().readLine();
            if (line != null && line.startsWith("holds")) {
                return other;
            }
        }
        throw new AssertionError("no other program gets the card");
    }
}
