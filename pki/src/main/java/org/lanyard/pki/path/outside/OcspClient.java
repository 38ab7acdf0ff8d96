package org.lanyard.pki.path.outside;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.revocation.OcspJudge;
import org.lanyard.pki.path.revocation.OcspSource;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.ValidPath;

/**
 * Asks one responder. A good answer is kept for a short time, and asked for again in the background before that is over, for
 * cards that were seen; a sign-in waits for so long in all, and not at all while the responder is known to be out.
 */
final class OcspClient {
    private static final int FAILURES = 3;
    private static final Duration OUT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 10_000;
    private static final int MOST_REFRESHED = 200;
    private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(5);

    /** A responder answers of now, or signs ahead for some days: what it calls current counts, but not for ever. */
    private static final OcspJudge JUDGE = OcspJudge.DEFAULT;

    private final URI responder;
    private final boolean nonces;
    private final Duration age;
    private final Duration patience;
    private final Fetch fetch;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final SecureRandom random;
    private final Circuit circuit;
    private final Cache<ParsedCertificate, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    /** A good answer, whose path it was about, and when it came. */
    private record Kept(OcspAnswer answer, Optional<byte[]> nonce, ValidPath path, int position, Instant at) {}

    OcspClient(OutsideSettings settings, StatusDesk.Surroundings around) {
        this.responder = settings.ocsp().orElseThrow();
        this.nonces = settings.ocspNonce();
        this.age = settings.ocspAge();
        this.fetch = around.fetch();
        this.clock = around.clock();
        this.nanos = around.nanos();
        this.random = around.random();
        this.patience = around.patience();
        this.circuit = new Circuit(FAILURES, OUT, nanos);
    }

    /** For one sign-in, whose patience begins now. */
    OcspSource within() {
        long started = nanos.getAsLong();
        return (path, position, inputs, budget) -> {
            if (position != 0) {
                // Authorities above the card are known from their lists.
                return Optional.empty();
            }
            Kept known = kept.getIfPresent(path.path().certificates().get(position));
            if (known != null && inputs.at().isBefore(known.at().plus(age))) {
                return judge(known.answer(), known.nonce(), path, position, inputs, budget);
            }
            return ask(path, position, inputs, budget, patience.minusNanos(nanos.getAsLong() - started));
        };
    }

    private Optional<Instant> judge(
            OcspAnswer answer, Optional<byte[]> nonce, ValidPath path, int position, PathInputs inputs, Budget budget)
            throws PathException {
        Optional<Instant> until = JUDGE.judge(
                answer,
                OcspJudge.Issuer.of(path, position),
                path.path().certificates().get(position),
                nonce,
                inputs,
                budget);
        if (until.isEmpty()) {
            throw new PathException(PathReason.OCSP_ANOTHER_CERTIFICATE, "");
        }
        // An answer is good for no longer than we mean to keep it.
        Instant ours = inputs.at().plus(age);
        return Optional.of(until.get().isBefore(ours) ? until.get() : ours);
    }

    private Optional<Instant> ask(ValidPath path, int position, PathInputs inputs, Budget budget, Duration within)
            throws PathException {
        if (!circuit.allows()) {
            throw new PathException(PathReason.OCSP_UNAVAILABLE, "it has not answered for a while");
        }
        ParsedCertificate certificate = path.path().certificates().get(position);
        Optional<byte[]> nonce = nonces ? Optional.of(nonce()) : Optional.empty();
        byte[] request = OcspQuestion.encode(OcspJudge.Issuer.of(path, position), certificate, nonce);
        OcspAnswer answer;
        try {
            answer = OcspAnswer.of(fetch.post(responder, request, within));
        } catch (IOException e) {
            circuit.failed();
            throw new PathException(PathReason.OCSP_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (PathException e) {
            circuit.failed();
            throw e;
        }
        circuit.succeeded();
        Optional<Instant> until = judge(answer, nonce, path, position, inputs, budget);
        kept.put(certificate, new Kept(answer, nonce, path, position, inputs.at()));
        return until;
    }

    /** RFC 9654 §2.1: "Clients … SHOULD use a length of 32 octets for the Nonce"; the content is an OCTET STRING. */
    private byte[] nonce() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return DerWriter.octets(bytes);
    }

    /**
     * In the background: asks again about cards that were seen and whose answer is half as old as it may be; an answer that is
     * no longer good is forgotten, so that the next sign-in asks itself and is told why.
     */
    void refresh(PathInputs plain) {
        Instant now = clock.instant();
        List<Kept> due = new ArrayList<>();
        for (Map.Entry<ParsedCertificate, Kept> each : kept.asMap().entrySet()) {
            Instant half = each.getValue().at().plus(age.dividedBy(2));
            if (!now.isBefore(half) && due.size() < MOST_REFRESHED) {
                due.add(each.getValue());
            }
        }
        for (Kept each : due) {
            try {
                ask(each.path(), each.position(), plain, new Budget(Budget.Limits.DEFAULT), REFRESH_PATIENCE);
            } catch (PathException e) {
                if (e.reason() == PathReason.REVOKED || e.reason() == PathReason.OCSP_CERTIFICATE_UNKNOWN) {
                    kept.invalidate(each.path().path().certificates().get(each.position()));
                } else if (circuit.isOpen()) {
                    return;
                }
            }
        }
    }
}
