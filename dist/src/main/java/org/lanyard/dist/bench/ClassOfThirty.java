package org.lanyard.dist.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.kiosk.DoorClient;
import org.lanyard.card.kiosk.KioskAgent;
import org.lanyard.card.kiosk.KioskPolicy;
import org.lanyard.card.kiosk.KioskState;
import org.lanyard.card.kiosk.ServerClock;
import org.lanyard.card.pcsc.CardInterface;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.softcard.SoftFaults;
import org.lanyard.card.softcard.SoftReader;

/**
 * Thirty pupils one after another at one kiosk: the agent as it is, a reader in software, and a browser that does what the
 * kiosk's does. From the card in the reader to the last byte of the pupil's page; each touches their picture as it appears.
 */
final class ClassOfThirty implements ServiceBenchmark {
    static final int PUPILS = 30;
    private static final int ROUNDS = 10;
    private static final int GENERAL_AUTHENTICATE = 0x87;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Duration signature;

    /** @param signature how long a card takes to sign, beside the software's own time */
    ClassOfThirty(String name, Duration signature) {
        this.name = name;
        this.signature = signature;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String aim() {
        return signature.isZero() ? "p99 < 100 ms" : "p99 < 1 s";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        BenchSchool school = ground.school();
        SecureRandom random = new SecureRandom();
        KioskClient kiosk = school.kiosks().get(0);
        DoorClient door = new DoorClient(
                school.issuer(), kiosk.id(), kiosk.key(), new ServerClock(InstantSource.system()), random);
        SoftReader reader = new SoftReader("bench");
        LinkedBlockingQueue<KioskState> states = new LinkedBlockingQueue<>();
        List<Long> nanos = new ArrayList<>();
        try (PageBrowser browser = new PageBrowser(school.issuer(), BenchSchool.SCREEN);
                KioskAgent agent = new KioskAgent(KioskPolicy.DEFAULT, reader, door, browser, random)) {
            agent.watch(display -> {
                if (display.state() == KioskState.PICTURE) {
                    agent.answerPicture(true);
                }
                states.add(display.state());
            });
            agent.start();
            await(states, KioskState.IDLE);
            int rounds = Math.max(1, Math.min(ROUNDS, ground.load().length().operations(1, 300) / PUPILS));
            for (int round = -1; round < rounds; round++) {
                ground.progress().accept(name + (round < 0 ? ": warming up" : ": class " + (round + 1)));
                for (SoftCard card : school.classroom()) {
                    card.setFaults(SoftFaults.slow(signature, GENERAL_AUTHENTICATE));
                    long from = System.nanoTime();
                    reader.insert(card, CardInterface.CONTACT);
                    browser.awaitPage(PATIENCE);
                    if (round >= 0) {
                        nanos.add(System.nanoTime() - from);
                    }
                    await(states, KioskState.WELCOME);
                    reader.remove();
                    await(states, KioskState.GOODBYE);
                }
            }
        }
        return result(nanos);
    }

    private static void await(LinkedBlockingQueue<KioskState> states, KioskState wanted) throws Exception {
        KioskState seen;
        do {
            seen = states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (seen == null) {
                throw new IOException("the kiosk does not come to " + wanted);
            }
        } while (seen != wanted);
    }

    private Result result(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("taps", sorted.length);
        more.put("signature_ms", (double) signature.toMillis());
        more.put("p50_ms", sorted[sorted.length / 2] / 1e6);
        more.put("p99_ms", sorted[(int) (sorted.length * 0.99)] / 1e6);
        more.put("longest_ms", sorted[sorted.length - 1] / 1e6);
        return Result.of(name, more);
    }
}
