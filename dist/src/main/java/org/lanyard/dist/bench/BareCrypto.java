package org.lanyard.dist.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What the signatures of one operation cost by themselves: ECDSA on P-256 with SHA-256 over a text as long as an assertion,
 * by the fastest provider on this machine for each direction. On all processors at once, as the node is when it is measured.
 *
 * @param provider who is fastest; two names where verifying and signing differ
 * @param millis CPU of one operation's signatures
 */
record BareCrypto(String provider, double millis) {
    private static final int TEXT = 900;
    private static final long TRIAL_NANOS = 150_000_000;
    private static final long MEASURE_NANOS = 600_000_000;
    private static final String ALGORITHM = "SHA256withECDSA";

    /**
     * The signatures that one operation really checks and makes at the node.
     *
     * @param verified ES256 signatures checked
     * @param made ES256 signatures made
     */
    record Bill(int verified, int made) {
        /** For operations without a signature. */
        static final Bill NOTHING = new Bill(0, 0);

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            if (verified > 0) {
                parts.add(verified + " ES256 verified");
            }
            if (made > 0) {
                parts.add(made + " ES256 made");
            }
            return parts.isEmpty() ? "no signature" : String.join(", ", parts);
        }
    }

    /** A provider and what one of its operations costs. */
    private record Cost(String provider, double millis) {}

    /** One signature checked or made. */
    private interface Step {
        void run() throws GeneralSecurityException;
    }

    /** Makes the step of a provider, for one thread. */
    private interface Maker {
        Step make(Provider provider) throws GeneralSecurityException;
    }

    /** Measures, for about a second for each direction that {@code bill} has. */
    static BareCrypto measure(Bill bill) throws Exception {
        Set<String> providers = new LinkedHashSet<>();
        double millis = 0;
        if (bill.verified() > 0) {
            Cost cost = fastest(BareCrypto::verifier);
            providers.add(cost.provider());
            millis += bill.verified() * cost.millis();
        }
        if (bill.made() > 0) {
            Cost cost = fastest(BareCrypto::signer);
            providers.add(cost.provider());
            millis += bill.made() * cost.millis();
        }
        return new BareCrypto(String.join(", ", providers), millis);
    }

    private static Cost fastest(Maker maker) throws Exception {
        Provider best = null;
        double least = Double.MAX_VALUE;
        for (Provider provider : providers()) {
            // Twice, so that the second is compiled.
            repeat(maker.make(provider), TRIAL_NANOS);
            double cost = repeat(maker.make(provider), TRIAL_NANOS);
            if (cost < least) {
                least = cost;
                best = provider;
            }
        }
        Provider chosen = best;
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> each = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                each.add(pool.submit(() -> repeat(maker.make(chosen), MEASURE_NANOS)));
            }
            double sum = 0;
            for (Future<Double> one : each) {
                sum += one.get();
            }
            return new Cost(chosen.getName(), sum / threads);
        } finally {
            pool.shutdown();
        }
    }

    /** Those that are installed, and Bouncy Castle, which is on the class path. */
    private static List<Provider> providers() {
        List<Provider> providers = new ArrayList<>();
        for (Provider provider : Security.getProviders()) {
            if (provider.getService("Signature", ALGORITHM) != null) {
                providers.add(provider);
            }
        }
        providers.add(new BouncyCastleProvider());
        return providers;
    }

    /** CPU milliseconds of one, on this thread. */
    private static double repeat(Step step, long nanos) throws GeneralSecurityException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long from = threads.getCurrentThreadCpuTime();
        long until = System.nanoTime() + nanos;
        long done = 0;
        do {
            step.run();
            done++;
        } while (System.nanoTime() < until);
        return (threads.getCurrentThreadCpuTime() - from) / 1e6 / done;
    }

    private static Step verifier(Provider provider) throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] text = new byte[TEXT];
        Signature by = Signature.getInstance(ALGORITHM);
        by.initSign(pair.getPrivate());
        by.update(text);
        byte[] signature = by.sign();
        // Keys of the provider's own making: with another's it would convert them each time.
        PublicKey key = KeyFactory.getInstance("EC", provider)
                .generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
        Signature verifier = Signature.getInstance(ALGORITHM, provider);
        return () -> {
            verifier.initVerify(key);
            verifier.update(text);
            if (!verifier.verify(signature)) {
                throw new GeneralSecurityException("a good signature was refused");
            }
        };
    }

    private static Step signer(Provider provider) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC", provider)
                .generatePrivate(new PKCS8EncodedKeySpec(pair().getPrivate().getEncoded()));
        byte[] text = new byte[TEXT];
        Signature signer = Signature.getInstance(ALGORITHM, provider);
        return () -> {
            signer.initSign(key);
            signer.update(text);
            signer.sign();
        };
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
