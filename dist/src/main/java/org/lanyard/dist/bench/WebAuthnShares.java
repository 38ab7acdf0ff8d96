package org.lanyard.dist.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lanyard.dist.bench.ThreadCpu.Kind;
import org.lanyard.pki.assertion.AssertionWriter;
import org.lanyard.pki.assertion.Ceremony;
import org.lanyard.pki.assertion.WebAuthnClaims;
import org.lanyard.pki.assertion.WebAuthnEvidence;
import org.lanyard.pki.keystore.SigningKey;

/**
 * Where the CPU of a parent's sign-in goes. Each of its four requests is measured by itself, the ones before it sent beforehand;
 * then a request that does nothing, which is what HTTP costs; then the signing of an assertion in this process. What the store's
 * writer, the JVM's compilers and its collector use is told by their threads, and is in no request's figure.
 */
final class WebAuthnShares implements ServiceBenchmark {
    static final String NAME = "webauthn-shares";
    /** What the sum of the four requests is made of. */
    static final List<String> PARTS = List.of(
            "challenge", "options", "verification", "signing", "door", "store", "http", "compiler", "collector");

    private static final int REQUESTS = 4;
    /** As long as what a browser's evidence is: authenticator data, client data, an ECDSA signature. */
    private static final WebAuthnEvidence EVIDENCE =
            new WebAuthnEvidence(Ceremony.GET, new byte[32], new byte[37], new byte[240], Optional.of(new byte[71]));

    private static final String HANDLE = "A".repeat(43);
    private static final String CHALLENGE = "A".repeat(120);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "none of its own";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        Load load = ground.load().part(REQUESTS);
        List<ParentClient> parents = ground.school().parents(BenchSchool.KEYS, BenchSchool.KEYS);
        List<Cost> requests = new ArrayList<>();
        for (int sent = 0; sent < REQUESTS; sent++) {
            int before = sent;
            ground.progress().accept(NAME + ": request " + (sent + 1) + " of " + REQUESTS);
            requests.add(Cost.of(
                    load,
                    ground.node(),
                    () -> oneRequest(parents, before, ground.school().issuer())));
        }
        ground.progress().accept(NAME + ": a request that does nothing");
        Cost nothing = Cost.of(load, ground.node(), () -> nothings(parents.size()));
        ground.progress().accept(NAME + ": signing");
        double signing = signing(ground.school().kiosks().get(0).key(), load.length());
        return result(requests, nothing.rest(), signing, BareCrypto.measure(WebAuthnSignIn.BILL));
    }

    private static Result result(List<Cost> requests, double http, double signing, BareCrypto bare) {
        double sum = requests.stream().mapToDouble(Cost::millis).sum();
        double[] parts = {
            requests.get(0).rest() - http,
            requests.get(1).rest() - http,
            requests.get(2).rest() - http - signing,
            signing,
            requests.get(3).rest() - http,
            sum(requests, Kind.STORE),
            REQUESTS * http,
            sum(requests, Kind.COMPILER),
            sum(requests, Kind.COLLECTOR)
        };
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("ops", requests.stream().mapToInt(Cost::operations).min().orElseThrow());
        for (int i = 0; i < parts.length; i++) {
            more.put(PARTS.get(i) + "_ms", parts[i]);
        }
        for (int i = 0; i < parts.length; i++) {
            more.put(PARTS.get(i) + "_share", parts[i] / sum);
        }
        more.put("bare_crypto", WebAuthnSignIn.BILL.toString());
        more.put("provider", bare.provider());
        return new Result(
                NAME,
                OptionalDouble.empty(),
                OptionalDouble.of(sum),
                OptionalDouble.of(bare.millis()),
                OptionalDouble.of(sum / bare.millis()),
                more);
    }

    private static double sum(List<Cost> requests, Kind kind) {
        return requests.stream().mapToDouble(one -> one.of(kind)).sum();
    }

    /** Sign-ins of which so many requests were sent, and the next is what is measured. */
    private static List<Workload.Operation> oneRequest(List<ParentClient> parents, int before, URI base)
            throws Exception {
        List<Workload.Operation> round = new ArrayList<>();
        try (KeptConnection connection = new KeptConnection(base)) {
            for (ParentClient parent : parents) {
                ParentClient.SignIn signIn = parent.signIn();
                for (int i = 0; i < before; i++) {
                    signIn.send(connection);
                }
                round.add(signIn::send);
            }
        }
        return round;
    }

    private static List<Workload.Operation> nothings(int number) {
        List<Workload.Operation> round = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            round.add(connection -> Answers.requireOk(connection.get("/health/live")));
        }
        return round;
    }

    /** CPU milliseconds of one assertion of the WebAuthn service: claims written as JSON, and the signature. */
    private static double signing(SigningKey key, Load.Length length) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        WebAuthnClaims claims = new WebAuthnClaims(
                URI.create("urn:lanyard:bench:webauthn"),
                HANDLE,
                "http://localhost:8080",
                now,
                now.plusSeconds(60),
                CHALLENGE,
                EVIDENCE,
                Optional.empty());
        InProcess.Rounds rounds = () -> List.of(() -> AssertionWriter.write(claims, key));
        InProcess.run(length, 1, rounds, 1);
        Load.Taken taken = InProcess.run(length, 1, rounds, 1);
        return taken.cpu().toNanos() / 1e6 / taken.operations();
    }

    /** What one request costs the node, by who worked. */
    private record Cost(int operations, double millis, Map<Kind, Double> kinds) {
        static Cost of(Load load, NodeProcess node, Metered.Rounds rounds) throws Exception {
            load.warmUp(new Metered(rounds, node), 1, node);
            Metered metered = new Metered(rounds, node);
            Load.Taken taken = load.measure(metered, 1, node);
            Map<Kind, Double> kinds = new EnumMap<>(Kind.class);
            metered.used().forEach((kind, cpu) -> kinds.put(kind, each(cpu, taken)));
            return new Cost(taken.operations(), each(taken.cpu(), taken), kinds);
        }

        private static double each(Duration cpu, Load.Taken taken) {
            return cpu.toNanos() / 1e6 / taken.operations();
        }

        double of(Kind kind) {
            return kinds.getOrDefault(kind, 0.0);
        }

        /** Without the threads that have a figure of their own. */
        double rest() {
            return millis - of(Kind.STORE) - of(Kind.COMPILER) - of(Kind.COLLECTOR);
        }
    }

    /** A workload that looks at the node's threads before and after each round. */
    private static final class Metered implements Workload {
        private final Rounds rounds;
        private final NodeProcess node;
        private final Map<Kind, Duration> used = new EnumMap<>(Kind.class);
        private Map<Kind, Duration> before = Map.of();

        @FunctionalInterface
        interface Rounds {
            List<Operation> next() throws Exception;
        }

        Metered(Rounds rounds, NodeProcess node) {
            this.rounds = rounds;
            this.node = node;
        }

        Map<Kind, Duration> used() {
            return used;
        }

        @Override
        public List<Operation> prepare() throws Exception {
            List<Operation> round = rounds.next();
            before = node.threads();
            return round;
        }

        @Override
        public List<Operation> settle() throws Exception {
            node.threads()
                    .forEach((kind, cpu) ->
                            used.merge(kind, cpu.minus(before.getOrDefault(kind, Duration.ZERO)), Duration::plus));
            return List.of();
        }
    }
}
