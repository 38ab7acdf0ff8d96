package org.lanyard.dist.bench;

import java.security.SecureRandom;
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
        List<ParentClient> parents = new ArrayList<>();
        SecureRandom random = new SecureRandom();
        try (KeptConnection connection = new KeptConnection(ground.school().issuer())) {
            for (String invitation : ground.school().invitations()) {
                ParentClient parent = new ParentClient(ground.school().issuer(), random);
                parent.register(invitation, connection);
                parents.add(parent);
            }
        }
        return ground.measure(NAME, () -> signIns(parents), 1, new BareCrypto.Bill(3, 1));
    }

    private static List<Workload.Operation> signIns(List<ParentClient> parents) {
        List<Workload.Operation> round = new ArrayList<>();
        for (ParentClient parent : parents) {
            round.add(parent::signIn);
        }
        return round;
    }
}
