package org.lanyard.pki.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("What the trail reads from blocks and head files")
class AuditParsersTest {
    private static final long SEED = 20261123;

    private static void judge(byte[] bytes) {
        Block block = Block.parseOrNull(1, bytes);
        if (block != null) {
            assertArrayEquals(bytes, block.bytes(), "what is read is what is written");
        }
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        SignedHead.parse(line).ifPresent(head -> assertEquals(line, head.line(), "a head has one form"));
    }

    @FuzzTest
    @Tag("fuzz")
    void fuzz(byte[] bytes) {
        judge(bytes);
    }

    @Test
    @DisplayName("is strict and total, for random bytes")
    void random() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(4) == 0 ? 40 * random.nextInt(4) : random.nextInt(130)];
            random.nextBytes(bytes);
            judge(bytes);
        }
    }

    @Test
    @DisplayName("is no block if empty, of a broken length, or not in the order of ids")
    void blocks() {
        assertNull(Block.parseOrNull(1, new byte[0]));
        assertNull(Block.parseOrNull(1, new byte[39]));
        Block.Link one = new Block.Link(7, new byte[32]);
        Block.Link two = new Block.Link(8, new byte[32]);
        assertEquals(
                2,
                Block.parseOrNull(1, new Block(1, List.of(one, two)).bytes())
                        .links()
                        .size());
        assertNull(Block.parseOrNull(1, new Block(1, List.of(two, one)).bytes()));
        assertNull(Block.parseOrNull(1, new Block(1, List.of(one, one)).bytes()));
    }
}
