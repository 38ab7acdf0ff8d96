package org.lanyard.dist.bench;

import java.util.List;
import org.lanyard.pki.ca.IssuanceRequest;

/**
 * Certificates issued, as many at a time as a kiosk of cards is personalised in: their rate has the durable row in it, the CPU
 * is that of building, linting and signing alone.
 */
final class Issuing implements AuthorityBenchmark {
    static final String NAME = "pki-issue";
    private static final int TOGETHER = 100;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "share 0.2; 1,000/s durable";
    }

    @Override
    public Result run(AuthorityGround ground) throws Exception {
        ground.progress().accept(NAME + ": warming up, measuring");
        InProcess.Rounds rounds = () -> {
            List<IssuanceRequest> requests = ground.requests(TOGETHER);
            return List.of(() -> ground.authority().issueAll(requests, AuthorityGround.ACTOR));
        };
        // A step is a hundred certificates.
        Load.Length steps = ground.length().divided(TOGETHER);
        InProcess.run(steps, 1, rounds, 0.5);
        return InProcess.result(NAME, InProcess.run(steps, 1, rounds, 1), TOGETHER, new BareCrypto.Bill(0, 1));
    }
}
