package org.lanyard.session.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Whatever a bundle holds, the check is total: accepted, or findings, and no exception but for I/O")
class RosterFuzzTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final KnownBefore NOTHING = new KnownBefore(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    @FuzzTest
    @Tag("fuzz")
    void anyFile(FuzzedDataProvider data) throws IOException {
        List<String> names = new ArrayList<>(Bundles.good().bytes().keySet());
        String name = data.pickValue(names);
        check(name, data.consumeRemainingAsBytes());
    }

    @Test
    @DisplayName("for good files with bytes changed, cut, doubled (seeded)")
    void mutated() throws IOException {
        long seed = Long.getLong("lanyard.seed", new Random().nextLong());
        Random random = new Random(seed);
        Map<String, byte[]> good = Bundles.good().bytes();
        List<String> names = new ArrayList<>(good.keySet());
        for (int run = 0; run < 3_000; run++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] mutated = mutate(good.get(name), random);
            try {
                check(name, mutated);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("-Dlanyard.seed=" + seed + " run " + run + " " + name, e);
            }
        }
    }

    @Test
    @DisplayName("for random bytes (seeded)")
    void noise() throws IOException {
        Random random = new Random(20261123);
        for (int run = 0; run < 500; run++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            check("users.csv", bytes);
            check("manifest.csv", bytes);
        }
    }

    @Test
    @DisplayName("and each line that it names is there")
    void lines() throws IOException {
        Findings findings = check("users.csv", "a,b\n".repeat(5).getBytes(StandardCharsets.UTF_8));
        assertEquals(
                new RosterFinding("users.csv", 1, RosterReason.HEADER, ""),
                findings.list().get(0));
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 1 -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes[random.nextInt(bytes.length)] = (byte) ",\"\n\r;'\0".charAt(random.nextInt(7));
            default -> {
                int from = random.nextInt(bytes.length);
                int to = from + random.nextInt(bytes.length - from);
                byte[] doubled = java.util.Arrays.copyOf(bytes, bytes.length + to - from);
                System.arraycopy(bytes, from, doubled, to, bytes.length - from);
                bytes = doubled;
            }
        }
        return bytes;
    }

    private static Findings check(String name, byte[] content) throws IOException {
        Map<String, byte[]> files = Bundles.good().bytes();
        files.put(name, content);
        Findings findings = new Findings();
        CheckedBundle checked = new BundleCheck(RosterBundle.of(files), findings, NOTHING, TODAY).check();
        assertEquals(findings.any(), checked == null);
        for (RosterFinding finding : findings.list()) {
            assertNotNull(finding.reason());
            assertFalse(finding.line() > content.length + 20);
        }
        return findings;
    }
}
