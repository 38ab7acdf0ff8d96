package org.lanyard.pki.assertion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanyard.pki.testing.ForgedAssertion;

@DisplayName("No byte of an assertion can be changed by anybody but its signer")
class MutationTest {
    private static final AssertionParts PARTS = new AssertionParts();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

    @ParameterizedTest
    @EnumSource(Speaker.class)
    void everyCharacter_changed_isRefused(Speaker speaker) throws Exception {
        String good = PARTS.good(speaker).write();
        AssertionVerifier verifier = PARTS.verifier();
        AssertionParts.verify(verifier, speaker, good);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int at = 0; at < good.length(); at++) {
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (other == good.charAt(at)) {
                continue;
            }
            String mutant = good.substring(0, at) + other + good.substring(at + 1);
            assertTrue(
                    AssertionParts.refusal(verifier, speaker, mutant).isPresent(),
                    "seed " + seed + ", character " + at);
        }
    }

    @ParameterizedTest
    @EnumSource(Speaker.class)
    void randomEdits_areRefused(Speaker speaker) {
        String good = PARTS.good(speaker).write();
        AssertionVerifier verifier = PARTS.verifier();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String mutant = edit(good, random);
            if (!mutant.equals(good)) {
                Optional<Reason> refusal = AssertionParts.refusal(verifier, speaker, mutant);
                assertTrue(refusal.isPresent(), "seed " + seed + ", edit " + i);
                assertFalse(refusal.equals(Optional.of(Reason.NOT_UNDERSTOOD)), "seed " + seed + ", edit " + i);
            }
        }
    }

    private static String edit(String text, Random random) {
        StringBuilder edited = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(edited.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(5)) {
                case 0 -> edited.setCharAt(at, other);
                case 1 -> edited.insert(at, other);
                case 2 -> edited.deleteCharAt(at);
                case 3 -> edited.setCharAt(at, (char) random.nextInt(0x250));
                default -> edited.insert(at, edited.substring(random.nextInt(edited.length())));
            }
        }
        return edited.toString();
    }

    /** What the signer himself signs may be rubbish too. */
    @ParameterizedTest
    @EnumSource(Speaker.class)
    void signedRubbish_isRefusedWithAReason(Speaker speaker) {
        AssertionVerifier verifier = PARTS.verifier();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            ForgedAssertion forged = PARTS.good(speaker)
                    .payloadText(json -> edit(json, random))
                    .headerText(json -> random.nextBoolean() ? json : edit(json, random));
            Optional<Reason> refusal = AssertionParts.refusal(verifier, speaker, forged.write());
            assertFalse(refusal.equals(Optional.of(Reason.NOT_UNDERSTOOD)), "seed " + seed + ", edit " + i);
        }
    }
}
