package org.lanyard.pki.assertion;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.profile.Profile;

/**
 * What the verification of a sign-in's two assertions costs over its two ECDSA verifications, in CPU time of one thread,
 * the two measured in turns in the same run. A figure on a busy machine is worth its ratio alone.
 */
public final class AssertionBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 15;
    private static final int PAIRS = 2000;
    private static final int CARDS = 2000;

    private AssertionBench() {}

    /** One measured piece of work. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        String provider = CryptoProviders.install();
        AssertionParts parts = new AssertionParts();
        String card = AssertionWriter.write(parts.cardClaims(), parts.card);
        String kiosk = AssertionWriter.write(parts.kioskClaims(), parts.kiosk);
        AssertionVerifier verifier = new AssertionVerifier(
                parts.authority.validator(), AssertionParts.AUDIENCE, InstantSource.fixed(AssertionParts.NOW));
        Work both = () -> {
            verifier.verifyCard(card);
            verifier.verifyKiosk(kiosk);
        };
        Work bare = () -> {
            bare(card, parts.card.publicKey());
            bare(kiosk, parts.kiosk.publicKey());
        };
        double bestBoth = Double.MAX_VALUE;
        double bestBare = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            bestBoth = Math.min(bestBoth, micros(both));
            bestBare = Math.min(bestBare, micros(bare));
        }
        System.out.printf(
                Locale.ROOT,
                "two assertions %.1f µs, two bare ES256 %.1f µs by %s, over it %.1f µs (%.0f %%)%n",
                bestBoth,
                bestBare,
                provider,
                bestBoth - bestBare,
                100 * (bestBoth / bestBare - 1));
        System.out.printf(
                Locale.ROOT,
                "a card never seen before %.1f µs (two signatures: its own, its issuer's)%n",
                unseen(parts));
    }

    /** Each card comes once: the JDK remembers a certificate's good signature, so a second time would flatter. */
    private static double unseen(AssertionParts parts) throws Exception {
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < CARDS; i++) {
            cards.add(AssertionWriter.write(
                    parts.cardClaims(), parts.authority.issue(Profile.CARD_9E, AssertionParts.CARD_NAME)));
        }
        AssertionVerifier verifier = parts.verifier();
        long before = THREADS.getCurrentThreadCpuTime();
        for (String card : cards) {
            verifier.verifyCard(card);
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1000.0 / CARDS;
    }

    private static double micros(Work work) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < PAIRS; i++) {
            work.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1000.0 / PAIRS;
    }

    private static void bare(String jwt, PublicKey key) throws Exception {
        int dot = jwt.lastIndexOf('.');
        byte[] input = jwt.substring(0, dot).getBytes(StandardCharsets.ISO_8859_1);
        byte[] signature = Base64.getUrlDecoder().decode(jwt.substring(dot + 1));
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key);
        verifier.update(input);
        if (!verifier.verify(signature)) {
            throw new IllegalStateException("a good signature was refused");
        }
    }
}
