package org.lanyard.card.piv;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.vectors.Vectors;

@DisplayName("Nothing that a card sends throws anything but a CardException")
class AnyBytesTest {
    /** Set {@code -Dlanyard.seed=…} to run a failure again. */
    private final long seed = Long.getLong("lanyard.seed", System.nanoTime());

    private final Random random = new Random(seed);

    private void tryAll(byte[] bytes) {
        try {
            ParserCorpus.tryAll(bytes);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes), e);
        }
    }

    @Test
    void randomBytes() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(i % 100 == 0 ? 5000 : 40)];
            random.nextBytes(bytes);
            tryAll(bytes);
        }
    }

    @Test
    void recordedApdus_cutFlippedAndSpliced() {
        List<byte[]> recorded = Vectors.apduTranscripts().transcripts().stream()
                .flatMap(transcript -> transcript.exchanges().stream())
                .flatMap(exchange -> Stream.of(exchange.command(), exchange.response()))
                .map(HexFormat.of()::parseHex)
                .toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = recorded.get(random.nextInt(recorded.size())).clone();
            switch (random.nextInt(4)) {
                case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                default -> {
                    byte[] other = recorded.get(random.nextInt(recorded.size()));
                    int cut = random.nextInt(bytes.length);
                    bytes = ByteBuffer.allocate(cut + other.length)
                            .put(bytes, 0, cut)
                            .put(other)
                            .array();
                }
            }
            tryAll(bytes);
            // As a data object, without its status word.
            tryAll(Arrays.copyOf(bytes, Math.max(0, bytes.length - 2)));
        }
    }
}
