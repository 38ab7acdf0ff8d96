package org.lanyard.dist.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a benchmark found. The first five are the form that every benchmark keeps; a figure that it does not have is absent, in
 * JSON {@code null}.
 *
 * @param serverCpuMs CPU milliseconds of the node per operation
 * @param bareCryptoCpuMs CPU milliseconds of the signatures that one operation checks and makes, by themselves
 * @param ratio of the two
 * @param more figures and words of this benchmark alone, in their order
 */
record Result(
        String name,
        OptionalDouble opsPerS,
        OptionalDouble serverCpuMs,
        OptionalDouble bareCryptoCpuMs,
        OptionalDouble ratio,
        Map<String, Object> more) {
    private static final MathContext DIGITS = new MathContext(4);

    static Result of(String name, Load.Taken taken, BareCrypto.Bill bill, BareCrypto bare) {
        double cpu = taken.cpu().toNanos() / 1e6 / taken.operations();
        boolean signed = bare.millis() > 0;
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("ops", taken.operations());
        more.put("clients", taken.clients());
        more.put("p50_ms", taken.percentileMillis(0.5));
        more.put("p99_ms", taken.percentileMillis(0.99));
        more.put("bare_crypto", bill.toString());
        if (signed) {
            more.put("provider", bare.provider());
        }
        return new Result(
                name,
                OptionalDouble.of(taken.operations() / (taken.elapsed().toNanos() / 1e9)),
                OptionalDouble.of(cpu),
                OptionalDouble.of(bare.millis()),
                signed ? OptionalDouble.of(cpu / bare.millis()) : OptionalDouble.empty(),
                more);
    }

    /** Of work in this process. */
    static Result of(String name, double opsPerS, double cpuMs, double bareMs, Map<String, Object> more) {
        return new Result(
                name,
                OptionalDouble.of(opsPerS),
                OptionalDouble.of(cpuMs),
                OptionalDouble.of(bareMs),
                OptionalDouble.of(cpuMs / bareMs),
                more);
    }

    /** A result that is no load: its figures are all in {@code more}. */
    static Result of(String name, Map<String, Object> more) {
        OptionalDouble none = OptionalDouble.empty();
        return new Result(name, none, none, none, none, more);
    }

    /** One object, to be written as one line. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name);
        put(json, "ops_per_s", opsPerS);
        put(json, "server_cpu_ms", serverCpuMs);
        put(json, "bare_crypto_cpu_ms", bareCryptoCpuMs);
        put(json, "ratio", ratio);
        more.forEach((key, value) -> {
            if (value instanceof Double figure) {
                json.put(key, rounded(figure));
            } else {
                json.putPOJO(key, value);
            }
        });
        return json;
    }

    private static void put(ObjectNode json, String key, OptionalDouble figure) {
        if (figure.isPresent()) {
            json.put(key, rounded(figure.getAsDouble()));
        } else {
            json.putNull(key);
        }
    }

    /** Four digits: what lies behind them is noise. */
    private static BigDecimal rounded(double figure) {
        BigDecimal rounded = new BigDecimal(figure).round(DIGITS);
        return rounded.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }
}
