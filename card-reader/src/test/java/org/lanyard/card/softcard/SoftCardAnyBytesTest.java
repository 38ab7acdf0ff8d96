package org.lanyard.card.softcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.card.apdu.StatusWord;
import org.lanyard.card.pcsc.CardInterface;

@DisplayName("Whatever a software card hears, it answers with a status word")
class SoftCardAnyBytesTest {
    private static final int ROUNDS = 10_000;

    /** Set {@code -Dlanyard.seed=…} to run a failure again. */
    private final long seed = Long.getLong("lanyard.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @Test
    void commandsBentAndCut() {
        SoftCard card = SoftCardCorpus.card(0);
        card.powerOn(CardInterface.CONTACT);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] command = SoftCardCorpus.COMMANDS
                    .get(random.nextInt(SoftCardCorpus.COMMANDS.size()))
                    .clone();
            switch (random.nextInt(4)) {
                case 0 -> command[random.nextInt(command.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> command = Arrays.copyOf(command, random.nextInt(command.length + 4));
                case 2 -> {
                    command = new byte[random.nextInt(300)];
                    random.nextBytes(command);
                }
                default -> {
                    // As it is.
                }
            }
            try {
                SoftCardCorpus.answer(card, command);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", bytes " + HexFormat.of().formatHex(command), e);
            }
        }
    }

    @Test
    void noBytesButTheRightOnes_openOrChangeTheCard() {
        SoftCard card = SoftCardCorpus.card(0).withPukBlocked().withPinBlocked();
        card.powerOn(CardInterface.CONTACT);
        SoftCardCorpus.answer(card, SoftCardCorpus.COMMANDS.get(0));
        for (byte[] command : SoftCardCorpus.COMMANDS.subList(1, SoftCardCorpus.COMMANDS.size())) {
            StatusWord status = SoftCardCorpus.answer(card, command).status();
            assertTrue(status.triesLeft().isEmpty(), status.toString());
        }
        assertTrue(card.isBlank());
        assertEquals(0, card.pinTriesLeft());
        assertEquals(0, card.pukTriesLeft());
    }

    @Test
    void everyStatusWord_saysAtMostOneThing() {
        for (int value = 0; value <= 0xFFFF; value++) {
            StatusWord status = new StatusWord(value);
            int said = (status.isSuccess() ? 1 : 0)
                    + (status.isMoreData() ? 1 : 0)
                    + (status.isWrongLe() ? 1 : 0)
                    + (status.triesLeft().isPresent() ? 1 : 0);
            assertTrue(said <= 1, status.toString());
            assertTrue(status.announced() >= 1 && status.announced() <= 256);
            assertEquals(value, status.sw1() << 8 | status.sw2());
        }
    }
}
