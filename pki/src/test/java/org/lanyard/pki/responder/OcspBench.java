package org.lanyard.pki.responder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanyard.pki.store.TestStore;

/** By hand: kept answers a second on one thread, and what of it is the look-up. Arguments: seconds a round. */
final class OcspBench {
    private OcspBench() {}

    public static void main(String[] args) throws Exception {
        long nanos = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 3)
                .toNanos();
        Path folder = Files.createTempDirectory("ocsp-bench");
        try (TestStore stores = TestStore.sqlite("pki")) {
            TestResponder here = TestResponder.on(
                    stores.store(),
                    folder,
                    new OcspResponder.Rules(Duration.ofHours(1), 1_000_000, 1_000_000, 64 << 20));
            ManyRevoked.insert(
                    here.store,
                    here.authority().id(),
                    100_000,
                    TestResponder.START.plus(Duration.ofDays(90)).toEpochMilli());
            List<byte[]> requests = new ArrayList<>();
            String[] serials = new String[1000];
            for (int i = 0; i < 1000; i++) {
                X509Certificate card = here.card();
                serials[i] = card.getSerialNumber().toString(16);
                requests.add(here.request(TestResponder.SHA1, card.getSerialNumber(), null));
            }
            Random random = new Random(1);
            String issuer = here.authority().id();
            for (int round = 0; round < 4; round++) {
                rate(
                        "kept",
                        nanos,
                        () -> here.responder
                                .answer(requests.get(random.nextInt(1000)))
                                .der());
                rate(
                        "look-up alone",
                        nanos,
                        () -> here.store.read(h -> Standing.read(h, issuer, serials[random.nextInt(1000)])));
                byte[] nonced = here.request(TestResponder.SHA1, here.card().getSerialNumber(), new byte[16]);
                rate("signed live", nanos, () -> here.responder.answer(nonced).der());
            }
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static void rate(String name, long nanos, Work work) throws Exception {
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < nanos) {
            for (int i = 0; i < 50; i++) {
                work.run();
            }
            count += 50;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-14s %,10.0f/s%n", name, count / seconds);
    }
}
