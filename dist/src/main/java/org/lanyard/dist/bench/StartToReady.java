package org.lanyard.dist.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process until /health/ready answers 200, of a node whose store is there already: the median of several,
 * each on a folder as the one before left it.
 */
final class StartToReady implements ServiceBenchmark {
    static final String NAME = "start-to-ready";
    private static final int STARTS = 5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "< 1.0 s";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            ground.node().close();
            seconds.add(ground.node().start().toNanos() / 1e9);
            cpu.add(ground.node().cpu().toNanos() / 1e9);
            ground.progress().accept("%s: %.2f s".formatted(NAME, seconds.get(i)));
        }
        seconds.sort(null);
        cpu.sort(null);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seconds", seconds.get(STARTS / 2));
        figures.put("fastest_s", seconds.get(0));
        figures.put("slowest_s", seconds.get(STARTS - 1));
        // On a machine that has other things to do, this is the figure to compare.
        figures.put("cpu_s", cpu.get(STARTS / 2));
        figures.put("starts", STARTS);
        return Result.of(NAME, figures);
    }
}
