package org.lanyard.dist.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lanyard.dist.serve.Shutdown;
import org.lanyard.pki.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanyard bench}: a node of its own in a temporary folder, and what it can do. */
@Command(
        name = "bench",
        description = {
            "Measure a node on this machine: a process of its own with an embedded store in a temporary folder.",
            "Progress goes to standard error, the figures to standard output."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "server CPU: of the node's whole process, for one operation.",
            "bare cryptography: CPU of the signatures that the operation checks and makes, by themselves, with the",
            "fastest provider on this machine, in the same run."
        })
public final class BenchCommand implements Callable<Integer> {
    /** All of them, in the order in which they run. */
    private static final List<Benchmark> ALL = List.of(
            new StartToReady(), new ResidentMemory(), new CardSignIn(), new Introspection(), new WebAuthnSignIn());

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Only these: start-to-ready, resident-memory, card-sign-in, introspection, webauthn-sign-in.")
    private List<String> only = List.of();

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Option(
            names = "--ops",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Sign-ins to measure, of introspections ten times as many (default: ${DEFAULT-VALUE}).")
    private int operations;

    @Option(names = "--seconds", paramLabel = "S", description = "Measure each for so long instead.")
    private Integer seconds;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "32",
            description = "Kept connections that send at once (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Benchmark> chosen = chosen();
        Load load = new Load(requireIn("--clients", clients, 1, 1_000), length());
        progress("making a school of " + BenchSchool.KIOSKS + " kiosks and as many cards");
        BenchSchool school = BenchSchool.make();
        NodeProcess node = school.node();
        Shutdown.closes(node, school.folder()::delete);
        try {
            node.start();
            run(chosen, new Ground(school, node, load, this::progress));
            return ExitCode.OK.number();
        } catch (IOException failed) {
            progress(failed.getMessage());
            spec.commandLine().getErr().println(node.lastWords());
            return ExitCode.FAILED.number();
        } finally {
            node.close();
        }
    }

    /** What may be asked for. */
    static List<String> names() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    private void run(List<Benchmark> chosen, Ground ground) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Table.Row> rows = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            Result result = benchmark.run(ground);
            rows.add(new Table.Row(result, benchmark.aim()));
            if (json) {
                // At once: whoever reads along has each figure when it is there.
                out.println(result.json());
                out.flush();
            }
        }
        if (!json) {
            Table.print(rows, out);
        }
    }

    private List<Benchmark> chosen() {
        for (String name : only) {
            if (ALL.stream().noneMatch(each -> each.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "no benchmark is called " + name);
            }
        }
        return only.isEmpty()
                ? ALL
                : ALL.stream().filter(each -> only.contains(each.name())).toList();
    }

    private Load.Length length() {
        if (seconds != null) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--ops")) {
                throw new ParameterException(spec.commandLine(), "--ops and --seconds exclude each other");
            }
            return Load.Length.of(Duration.ofSeconds(requireIn("--seconds", seconds, 1, 86_400)));
        }
        return Load.Length.of(requireIn("--ops", operations, 1, 10_000_000));
    }

    private int requireIn(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), "%s wants %,d to %,d, not %,d".formatted(option, least, most, value));
        }
        return value;
    }

    private void progress(String line) {
        spec.commandLine().getErr().println("bench: " + line);
        spec.commandLine().getErr().flush();
    }
}
