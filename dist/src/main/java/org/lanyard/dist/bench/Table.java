package org.lanyard.dist.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures for a reader: a line each with the aim beside it, and one below with what they stand on. */
final class Table {
    private static final String FORMAT = "%-36s %9s %11s %11s %6s  %s%n";

    private Table() {}

    record Row(Result result, String aim) {}

    static void print(List<Row> rows, PrintWriter out) {
        out.printf(FORMAT, "", "ops/s", "server CPU", "bare crypto", "ratio", "aim");
        for (Row row : rows) {
            Result each = row.result();
            out.printf(
                    FORMAT,
                    each.name(),
                    text(each.opsPerS(), "%,.0f"),
                    text(each.serverCpuMs(), "%.3f ms"),
                    text(each.bareCryptoCpuMs(), "%.3f ms"),
                    text(each.ratio(), "%.1f"),
                    row.aim());
            out.printf("  %s%n", words(each.more()));
        }
        out.flush();
    }

    private static String text(OptionalDouble figure, String format) {
        return figure.isPresent() ? format.formatted(figure.getAsDouble()) : "-";
    }

    private static String words(Map<String, Object> more) {
        StringBuilder words = new StringBuilder();
        more.forEach((key, value) -> words.append(words.isEmpty() ? "" : " · ")
                .append(key)
                .append(' ')
                .append(value instanceof Double figure ? "%.2f".formatted(figure) : value));
        return words.toString();
    }
}
