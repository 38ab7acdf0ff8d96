package org.lanyard.session.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private final Challenges challenges = new Challenges(new byte[32], () -> NOW, new SecureRandom());

    @Test
    void whatWasIssuedIsRecognised() {
        String text = challenges.issue(Purpose.REGISTRATION, "pre", "handle");
        assertEquals(120, text.length());
        Challenge challenge = challenges.recognise(text).orElseThrow();
        assertEquals(Optional.of(Purpose.REGISTRATION), challenge.purpose());
        assertEquals(NOW.plusSeconds(120), challenge.expiresAt());
        assertTrue(challenge.isBoundTo("pre") && challenge.isAbout("handle"));
        assertFalse(challenge.isBoundTo("Pre") || challenge.isAbout("") || challenge.isBoundTo(""));
        assertNotEquals(text, challenges.issue(Purpose.REGISTRATION, "pre", "handle"));
    }

    @Test
    void anyBitFlippedIsForeign() {
        byte[] good = Base64.getUrlDecoder().decode(challenges.issue(Purpose.KIOSK, "kiosk", ""));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(
                    challenges
                            .recognise(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped))
                            .isEmpty(),
                    "bit " + bit);
        }
    }

    @Test
    void anotherKeyIsAnotherHouse() {
        byte[] key = new byte[32];
        key[0] = 1;
        Challenges other = new Challenges(key, () -> NOW, new SecureRandom());
        assertTrue(challenges.recognise(other.issue(Purpose.KIOSK, "kiosk", "")).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new Challenges(new byte[31], () -> NOW, null));
    }

    @Test
    void onlyOneSpelling() {
        String good = challenges.issue(Purpose.KIOSK, "kiosk", "");
        for (String text : new String[] {
            "", good + "=", good + "A", " " + good.substring(1), good.substring(1), "+" + good.substring(1)
        }) {
            assertTrue(challenges.recognise(text).isEmpty());
        }
    }

    @Test
    void randomTextIsForeign() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            any(bytes);
        }
    }

    @FuzzTest(maxDuration = "30s")
    @Tag("fuzz")
    void any(byte[] bytes) {
        assertTrue(challenges
                .recognise(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty());
        assertTrue(challenges
                .recognise(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .isEmpty());
    }
}
