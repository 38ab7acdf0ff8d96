package org.lanyard.dist.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A service asks whether sessions live: POST /introspect with its 256-bit secret, which the store has hashed. Of live sessions,
 * opened anew in each round; no signature is checked.
 */
final class Introspection implements ServiceBenchmark {
    static final String NAME = "introspection";
    /** One is short, and a few thousand are over before the node is warm. */
    private static final int WEIGHT = 10;

    private static final int SESSIONS = 16;
    private static final int ROUND = 4_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "CPU < 0.05 ms";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        return ground.measure(NAME, new Questions(ground), WEIGHT, BareCrypto.Bill.NOTHING);
    }

    private static final class Questions implements Workload {
        private final BenchSchool school;
        private final CardSignIn.Taps taps;
        private final Map<String, String> headers;

        Questions(Ground ground) {
            this.school = ground.school();
            this.taps = new CardSignIn.Taps(ground, SESSIONS);
            String basic = BenchSchool.CLIENT + ":" + school.clientSecret();
            this.headers = Map.of(
                    "Content-Type",
                    "application/x-www-form-urlencoded",
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII)));
        }

        @Override
        public List<Operation> prepare() throws Exception {
            List<String> bodies = new ArrayList<>();
            try (KeptConnection connection = new KeptConnection(school.issuer())) {
                for (Operation tap : taps.prepare()) {
                    tap.run(connection);
                }
            }
            for (KioskClient kiosk : school.kiosks().subList(0, SESSIONS)) {
                bodies.add("token=" + URLEncoder.encode(kiosk.handle(), StandardCharsets.US_ASCII));
            }
            List<Operation> questions = new ArrayList<>();
            for (int i = 0; i < ROUND; i++) {
                questions.add(question(bodies.get(i % SESSIONS)));
            }
            return questions;
        }

        private Operation question(String body) {
            return connection -> {
                KeptConnection.Answer answer = connection.post("/introspect", headers, body);
                if (answer.status() != 200 || !answer.text().contains("\"active\":true")) {
                    throw new IOException("a live session was answered " + answer.status() + " " + answer.text());
                }
            };
        }

        @Override
        public List<Operation> settle() throws Exception {
            return taps.settle();
        }
    }
}
