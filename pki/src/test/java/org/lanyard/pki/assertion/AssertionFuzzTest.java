package org.lanyard.pki.assertion;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes in, nothing but {@link AssertionException} comes out. */
class AssertionFuzzTest {
    private static final AssertionParts PARTS = new AssertionParts();
    private static final AssertionVerifier VERIFIER = PARTS.verifier();

    @FuzzTest
    @Tag("fuzz")
    void verify_anyText(FuzzedDataProvider data) {
        all(data.consumeRemainingAsString());
    }

    @FuzzTest
    @Tag("fuzz")
    void verify_anyHeaderAndPayload(FuzzedDataProvider data) {
        byte[] header = data.consumeBytes(2000);
        byte[] payload = data.consumeBytes(2000);
        all(Base64Url.encode(header) + "." + Base64Url.encode(payload) + "." + Base64Url.encode(new byte[64]));
        signed(payload);
    }

    @Test
    void verify_randomBytes_throwsNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try {
            for (int i = 0; i < 20_000; i++) {
                byte[] header = jsonLike(random);
                byte[] payload = jsonLike(random);
                String text = Base64Url.encode(header) + "." + Base64Url.encode(payload) + "."
                        + Base64Url.encode(new byte[random.nextInt(70)]);
                all(i % 3 == 0 ? noise(random) : text);
                if (i % 100 == 0) {
                    signed(payload);
                }
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void all(String text) {
        for (Speaker speaker : Speaker.values()) {
            AssertionParts.refusal(VERIFIER, speaker, text);
        }
        try {
            Jws.read(text).header();
        } catch (AssertionException expected) {
            return;
        }
    }

    private static void signed(byte[] payload) {
        String jwt = PARTS.good(Speaker.CARD).payloadBytes(json -> payload).write();
        AssertionParts.refusal(VERIFIER, Speaker.CARD, jwt);
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(200); length > 0; length--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        }
        return text.toString();
    }

    /** Pieces of JSON in no order, and bytes between them. */
    private static byte[] jsonLike(Random random) {
        String[] pieces = {
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"alg\"",
            "\"ES256\"",
            "\"typ\"",
            "\"card-assertion+jwt\"",
            "\"x5c\"",
            "1e9",
            "\"iss\"",
            "\"webauthn\"",
            "null",
            "true",
            "-0",
            "\"\\ud800\"",
            "\\u0000",
            "12345678901234567890123",
            "\"",
            "\u00e9",
            "\uFEFF",
            " ",
            "\n"
        };
        StringBuilder text = new StringBuilder("{");
        for (int count = random.nextInt(20); count > 0; count--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        byte[] bytes = text.append('}').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
