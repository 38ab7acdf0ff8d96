package org.lanyard.dist.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What a freshly started node holds of the machine's memory (VmRSS) after card sign-ins as fast as they are answered. */
final class ResidentMemory implements ServiceBenchmark {
    static final String NAME = "resident-memory";
    private static final double MB = 1e6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "< 160 MB after 10,000 sign-ins";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        ground.node().close();
        ground.node().start();
        OptionalLong idle = ground.node().resident();
        ground.progress().accept(NAME + ": signing in");
        Load.Taken taken = ground.load().measure(new CardSignIn.Taps(ground, BenchSchool.KIOSKS), 1, ground.node());
        Map<String, Object> figures = new LinkedHashMap<>();
        put(figures, "resident_mb", ground.node().resident());
        put(figures, "at_start_mb", idle);
        figures.put("sign_ins", taken.operations());
        return Result.of(NAME, figures);
    }

    /** In megabytes; {@code null} where the system does not tell. */
    private static void put(Map<String, Object> figures, String name, OptionalLong bytes) {
        figures.put(name, bytes.isPresent() ? bytes.getAsLong() / MB : null);
    }
}
