package org.lanyard.pki.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Mann and Whitney's rank test")
class RanksTest {
    @Test
    void ranks() {
        assertEquals(1, Ranks.probability(new long[] {1, 2, 3}, new long[] {4, 5}));
        assertEquals(0, Ranks.probability(new long[] {4, 5}, new long[] {1, 2, 3}));
        assertEquals(0.5, Ranks.probability(new long[] {7, 7}, new long[] {7}));
        assertEquals(4.5 / 6, Ranks.probability(new long[] {1, 3}, new long[] {2, 3, 4}));
    }

    @Test
    @DisplayName("sees a shift of a tenth of the spread, and none where there is none")
    void finds() throws Exception {
        Random random = new Random(7);
        Ranks.Question noise = () -> (long) (1_000_000 + 100_000 * random.nextGaussian());
        assertEquals(0.5, Ranks.probability(noise, noise, 4_000, random), 0.03);
        assertEquals(0.528, Ranks.probability(noise, () -> noise.ask() + 10_000, 4_000, random), 0.02);
    }
}
