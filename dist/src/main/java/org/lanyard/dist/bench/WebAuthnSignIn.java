package org.lanyard.dist.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Parents sign in with a key: POST /session/challenge, /webauthn/authentication/options, /webauthn/authentication and /session,
 * one operation for the four. The authenticator's own signature is made by the client within the operation, and is not the
 * node's CPU.
 *
 * <p>The WebAuthn service checks the authenticator's signature and signs its assertion; the door checks that assertion and, with
 * the pinned key, the authenticator's signature once more.
 */
final class WebAuthnSignIn implements ServiceBenchmark {
    static final String NAME = "webauthn-sign-in";
    /** The authenticator's signature at the WebAuthn service and at the door, and the service's assertion. */
    static final BareCrypto.Bill BILL = new BareCrypto.Bill(3, 1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String aim() {
        return "CPU < 0.8 ms";
    }

    @Override
    public Result run(Ground ground) throws Exception {
        List<ParentClient> parents = ground.school().parents(0, BenchSchool.KEYS);
        return ground.measure(NAME, () -> signIns(parents), 1, BILL);
    }

    private static List<Workload.Operation> signIns(List<ParentClient> parents) {
        List<Workload.Operation> round = new ArrayList<>();
        for (ParentClient parent : parents) {
            round.add(connection -> parent.signIn().finish(connection));
        }
        return round;
    }
}
