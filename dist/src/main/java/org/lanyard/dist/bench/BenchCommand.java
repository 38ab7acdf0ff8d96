package org.lanyard.dist.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "Measure a node on this machine: a process of its own with an embedded store in a temporary folder; or, by",
            "`lanyard bench pki`, an authority; or, by `lanyard bench tap`, cards in readers and a class at a kiosk;",
            "or, by `lanyard bench webauthn`, a parent's sign-in and where its time goes.",
            "Progress goes to standard error, the figures to standard output."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "server CPU: of the node's whole process, for one operation.",
            "bare cryptography: CPU of the signatures that the operation checks and makes, by themselves, with the",
            "fastest provider on this machine, in the same run.",
            "pki-…: CPU of the one thread that does the work, without the store's writer.",
            "webauthn-shares: the four requests of a sign-in, each measured by itself, and who worked. store: the store's",
            "writer alone; compiler, collector: the JVM's own; http: four requests that do nothing; signing: the service's",
            "assertion, in this process; the others: what is left of their request.",
            "",
            "tap is all of: tap known card; tap new card; tap new card, certificate of 300; tap new card, certificate of",
            "800; tap new card, certificate of 1500; tap new card, short lengths; tap known card, in process; tap new",
            "card, in process; class of 30; class of 30, card of 250 ms. Times are in the middle of many taps;",
            "estimate_…: of the line between a reader and a real card, without what the card computes."
        })
public final class BenchCommand implements Callable<Integer> {
    /** All of them, in the order in which they run. */
    private static final ServiceBenchmark WEBAUTHN_SIGN_IN = new WebAuthnSignIn();

    private static final List<ServiceBenchmark> SERVICE =
            List.of(new StartToReady(), new ResidentMemory(), new CardSignIn(), new Introspection(), WEBAUTHN_SIGN_IN);

    private static final List<ServiceBenchmark> PARENTS = List.of(WEBAUTHN_SIGN_IN, new WebAuthnShares());

    private static final List<AuthorityBenchmark> AUTHORITY =
            List.of(new Issuing(), Answering.kept(), Answering.signed(), new Validating(), new LongList());

    private static final List<Tapping> TAPS = Tapping.all();

    private static final List<ServiceBenchmark> CLASSES = List.of(
            new ClassOfThirty("class of 30", Duration.ZERO),
            new ClassOfThirty("class of 30, card of 250 ms", Duration.ofMillis(250)));

    private static final String PKI = "pki";
    private static final String TAP = "tap";
    private static final String WEBAUTHN = "webauthn";

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Only these: start-to-ready, resident-memory, card-sign-in, introspection, webauthn-sign-in;"
                    + " pki for all of pki-issue, pki-ocsp-kept, pki-ocsp-signed, pki-path, pki-crl;"
                    + " tap for all that has to do with cards in readers;"
                    + " or webauthn for webauthn-sign-in and webauthn-shares.")
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
        requireKnown();
        Load load = new Load(requireIn("--clients", clients, 1, 1_000), length());
        List<ServiceBenchmark> service = Stream.of(
                        SERVICE.stream().filter(each -> only.isEmpty() || isAsked(each)),
                        PARENTS.stream().filter(each -> only.contains(WEBAUTHN) || isAsked(each)),
                        CLASSES.stream().filter(each -> only.contains(TAP) || isAsked(each)))
                .flatMap(each -> each)
                .distinct()
                .toList();
        List<AuthorityBenchmark> authority = AUTHORITY.stream()
                .filter(each -> only.contains(PKI) || isAsked(each))
                .toList();
        List<Tapping> taps = TAPS.stream()
                .filter(each -> only.contains(TAP) || isAsked(each))
                .toList();
        List<Table.Row> rows = new ArrayList<>();
        if (!taps.isEmpty()) {
            progress("making cards");
            try (TapGround ground = TapGround.make(length(), this::progress)) {
                for (Tapping tapping : taps) {
                    progress(tapping.name());
                    tell(tapping, tapping.run(ground), rows);
                }
            }
        }
        ExitCode code = service.isEmpty() ? ExitCode.OK : onANode(service, load, rows);
        if (!authority.isEmpty()) {
            progress("making an authority");
            try (AuthorityGround ground = AuthorityGround.make(length(), this::progress)) {
                for (AuthorityBenchmark benchmark : authority) {
                    tell(benchmark, benchmark.run(ground), rows);
                }
            }
        }
        if (!json) {
            Table.print(rows, spec.commandLine().getOut());
        }
        return code.number();
    }

    private ExitCode onANode(List<ServiceBenchmark> chosen, Load load, List<Table.Row> rows) throws Exception {
        progress("making a school of " + BenchSchool.KIOSKS + " kiosks and as many cards");
        BenchSchool school = BenchSchool.make();
        NodeProcess node = school.node();
        Shutdown.closes(node, school.folder()::delete);
        try {
            node.start();
            Ground ground = new Ground(school, node, load, this::progress);
            for (ServiceBenchmark benchmark : chosen) {
                tell(benchmark, benchmark.run(ground), rows);
            }
            return ExitCode.OK;
        } catch (IOException failed) {
            progress(failed.getMessage());
            spec.commandLine().getErr().println(node.lastWords());
            return ExitCode.FAILED;
        } finally {
            node.close();
        }
    }

    /** What may be asked for. */
    static List<String> names() {
        return Stream.of(
                        Stream.of(PKI, TAP, WEBAUTHN),
                        SERVICE.stream().map(Benchmark::name),
                        PARENTS.stream().map(Benchmark::name),
                        AUTHORITY.stream().map(Benchmark::name),
                        TAPS.stream().map(Benchmark::name),
                        CLASSES.stream().map(Benchmark::name))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private void tell(Benchmark benchmark, Result result, List<Table.Row> rows) {
        rows.add(new Table.Row(result, benchmark.aim()));
        if (json) {
            // At once: whoever reads along has each figure when it is there.
            spec.commandLine().getOut().println(result.json());
            spec.commandLine().getOut().flush();
        }
    }

    private boolean isAsked(Benchmark benchmark) {
        return only.contains(benchmark.name());
    }

    private void requireKnown() {
        for (String name : only) {
            if (!names().contains(name)) {
                throw new ParameterException(spec.commandLine(), "no benchmark is called " + name);
            }
        }
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
