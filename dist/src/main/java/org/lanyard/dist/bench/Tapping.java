package org.lanyard.dist.bench;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.Meter;
import org.lanyard.card.pcsc.CardConnection;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.softcard.SoftCard;
import org.lanyard.card.tap.CertificateCache;
import org.lanyard.card.tap.Tap;
import org.lanyard.card.tap.TapPolicy;
import org.lanyard.card.tap.TapReading;
import org.lanyard.pki.assertion.CardClaims;

/**
 * From a card in the reader to the assertion that it has signed: APDUs, bytes, and the milliseconds of each phase, in the
 * middle of many taps. The software card's own time is in them, a real card's is not.
 */
final class Tapping implements Benchmark {
    private static final URI KIOSK = URI.create("urn:lanyard:bench:kiosk");
    private static final String CHALLENGE = "bench-challenge-bench-challenge-bench-challenge";
    private static final int MOST = 200;
    private static final int SHORT_LENGTHS = -1;

    private final String name;
    private final boolean known;
    private final int certificateBytes;
    private final boolean inProcess;

    private Tapping(String name, boolean known, int certificateBytes, boolean inProcess) {
        this.name = name;
        this.known = known;
        this.certificateBytes = certificateBytes;
        this.inProcess = inProcess;
    }

    static List<Tapping> all() {
        List<Tapping> all = new ArrayList<>();
        all.add(new Tapping("tap known card", true, 0, false));
        all.add(new Tapping("tap new card", false, 0, false));
        for (int bytes : new int[] {300, 800, 1500}) {
            all.add(new Tapping("tap new card, certificate of " + bytes, false, bytes, false));
        }
        all.add(new Tapping("tap new card, short lengths", false, SHORT_LENGTHS, false));
        all.add(new Tapping("tap known card, in process", true, 0, true));
        all.add(new Tapping("tap new card, in process", false, 0, true));
        return all;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String aim() {
        return known ? "3 APDUs" : certificateBytes == SHORT_LENGTHS ? "the fewest" : "4 APDUs";
    }

    Result run(TapGround ground) throws Exception {
        SoftCard card = certificateBytes == SHORT_LENGTHS
                ? ground.card(0).withExtendedLengths(false)
                : ground.card(certificateBytes);
        int taps = Math.min(MOST, ground.authority().length().operations(1, MOST));
        List<Sample> samples = new ArrayList<>();
        String where;
        int chuid;
        try (TapGround.Inserted inserted = ground.insert(card, inProcess)) {
            where = inserted.where();
            CertificateCache cache = new CertificateCache(1);
            for (int i = -taps / 2 - 1; i < taps; i++) {
                Sample sample = tap(inserted, known ? cache : new CertificateCache(1));
                if (i >= 0) {
                    samples.add(sample);
                }
            }
            chuid = chuidBytes(inserted);
        }
        return result(where, chuid, samples);
    }

    private static int chuidBytes(TapGround.Inserted inserted) throws CardException {
        try (CardConnection connection = inserted.reader().connect()) {
            PivCard card = new PivCard(connection);
            card.select();
            return card.content(Chuid.TAG).orElseThrow().length;
        }
    }

    private Sample tap(TapGround.Inserted inserted, CertificateCache cache) throws Exception {
        TapReading reading = new TapReading(cache, TapPolicy.DEFAULT, System::nanoTime, line -> {});
        long from = System.nanoTime();
        try (PhaseMeter phases = new PhaseMeter(inserted.reader().connect())) {
            long connected = System.nanoTime();
            Tap tap = reading.tap(phases, id -> {
                Instant now = Instant.now();
                return new CardClaims(id, "https://localhost", now, now.plus(Duration.ofSeconds(45)), CHALLENGE, KIOSK);
            });
            return new Sample(connected - from, System.nanoTime() - from, phases, tap);
        }
    }

    /**
     * One tap.
     *
     * @param connect nanoseconds until the card has power
     * @param total until the assertion is there
     */
    private record Sample(long connect, long total, PhaseMeter phases, Tap tap) {
        long own() {
            return total - connect - phases.nanos();
        }
    }

    private Result result(String where, int chuid, List<Sample> samples) throws Exception {
        Sample last = samples.get(samples.size() - 1);
        Meter.Reading cost = last.tap().cost();
        X509Certificate certificate = last.tap().certificate();
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("where", where);
        more.put("apdus", cost.apdus());
        more.put("bytes_to", cost.bytesTo());
        more.put("bytes_from", cost.bytesFrom());
        more.put("chuid_bytes", chuid);
        more.put("certificate_bytes", certificate.getEncoded().length);
        more.put("taps", samples.size());
        more.put("connect_ms", middle(samples.stream().mapToLong(Sample::connect)));
        for (PhaseMeter.Phase phase : PhaseMeter.Phase.values()) {
            more.put(
                    phase.name().toLowerCase(Locale.ROOT) + "_ms",
                    middle(samples.stream().mapToLong(sample -> sample.phases().nanos(phase))));
        }
        more.put("own_ms", middle(samples.stream().mapToLong(Sample::own)));
        more.put("total_ms", middle(samples.stream().mapToLong(Sample::total)));
        for (LineRate line : List.of(LineRate.CONTACT, LineRate.CONTACTLESS)) {
            more.put("estimate_" + line.name() + "_ms", line.millis(cost.apdus(), cost.bytesTo(), cost.bytesFrom()));
        }
        return Result.of(name, more);
    }

    private static double middle(LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        return sorted[sorted.length / 2] / 1e6;
    }
}
