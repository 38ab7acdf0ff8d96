package org.lanyard.dist.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Pupils tap at kiosks: POST /token with the card's assertion and the kiosk's, a durable session row each. In a round every
 * kiosk has one sign-in, each round with other cards; between rounds the cards are taken out.
 *
 * <p>The node checks two signatures in each. It does not check that of the card's certificate again: see the room's rule.
 */
final class CardSignIn implements ServiceBenchmark {
    static final String NAME = "card-sign-in";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "CPU < 0.5 ms and at most 3 times its cryptography";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        return ground.measure(NAME, new Taps(ground, BenchSchool.KIOSKS), 1, new BareCrypto.Bill(2, 0));
    }

    /** Rounds of sign-ins at the first of the school's kiosks. */
    static final class Taps implements Workload {
        private final BenchSchool school;
        private final List<KioskClient> kiosks;
        private int round;

        Taps(Ground ground, int kiosks) {
            this.school = ground.school();
            this.kiosks = school.kiosks().subList(0, kiosks);
        }

        @Override
        public List<Operation> prepare() throws Exception {
            round++;
            List<Operation> taps = new ArrayList<>();
            try (KeptConnection connection = new KeptConnection(school.issuer())) {
                for (KioskClient kiosk : kiosks) {
                    kiosk.holdChallenge(connection);
                    int card = (round + taps.size()) % school.cards().size();
                    taps.add(kiosk.signIn(school.cards().get(card)));
                }
            }
            return taps;
        }

        @Override
        public List<Operation> settle() throws Exception {
            List<Operation> ends = new ArrayList<>();
            for (KioskClient kiosk : kiosks) {
                ends.add(kiosk.signOut());
            }
            return ends;
        }
    }
}
