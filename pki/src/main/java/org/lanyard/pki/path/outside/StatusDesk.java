package org.lanyard.pki.path.outside;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.build.PathBuilder;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.revocation.OcspSource;
import org.lanyard.pki.path.revocation.RevocationCheck;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.revocation.Status;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.ValidPath;

/** The status of one outside authority's cards: OCSP, then a list that is recent, then refusal. Safe for many threads. */
public final class StatusDesk {
    private final OutsideSettings settings;
    private final InstantSource clock;
    private final StatusMeter meter;
    private final Optional<OcspClient> ocsp;
    private final ListKeeper lists;

    /** What an outage adds to a sign-in, at most. */
    public static final Duration PATIENCE = Duration.ofMillis(200);

    /**
     * The machine around it.
     *
     * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
     * @param patience how long a sign-in waits for a responder in all
     */
    public record Surroundings(
            Fetch fetch,
            InstantSource clock,
            LongSupplier nanos,
            SecureRandom random,
            StatusMeter meter,
            Duration patience) {}

    public StatusDesk(OutsideSettings settings, Surroundings around) {
        this.settings = settings;
        this.clock = around.clock();
        this.meter = around.meter();
        this.ocsp = settings.ocsp().map(uri -> new OcspClient(settings, around));
        this.lists = new ListKeeper(settings, around.fetch(), clock);
    }

    /**
     * Asks. It may take as long as {@link Surroundings#patience}; call it outside of a transaction, and look at {@link
     * Standing#until} inside.
     *
     * @throws PathException REVOKED, or why nothing that was said can be relied on
     */
    public Standing standing(ValidPath path, PathInputs rules, PathBuilder builder) throws PathException {
        PathInputs inputs = new PathInputs(
                clock.instant(), rules.policies(), rules.expected(), rules.stricter(), rules.algorithms());
        OcspSource answers = ocsp.map(OcspClient::within).orElse(OcspSource.NONE);
        RevocationCheck check = new RevocationCheck(
                RevocationMode.REQUIRED, answers, lists.recent(), builder, inputs, new Budget(Budget.Limits.DEFAULT));
        try {
            Standing standing = standing(check.accept(path).statuses(), inputs.at());
            meter.count(settings.label(), outcome(standing));
            return standing;
        } catch (PathException e) {
            boolean revoked = e.reason() == PathReason.REVOKED;
            meter.count(settings.label(), revoked ? StatusMeter.Outcome.REVOKED : StatusMeter.Outcome.REFUSED);
            throw e;
        }
    }

    private Standing standing(List<Status> statuses, Instant at) throws PathException {
        Status.Source leaf = statuses.get(0).source();
        if (leaf != Status.Source.OCSP && leaf != Status.Source.CRL) {
            // A card that is listed as an anchor, or marked as never to be asked about.
            throw new PathException(PathReason.STATUS_UNKNOWN, "nobody was asked");
        }
        Instant until = at.plus(settings.listAge());
        boolean list = leaf == Status.Source.CRL;
        for (Status status : statuses) {
            if (status.until().isPresent() && status.until().get().isBefore(until)) {
                until = status.until().get();
            }
        }
        return new Standing(
                settings.label(), list ? Standing.Source.LIST : Standing.Source.OCSP, list && ocsp.isPresent(), until);
    }

    private static StatusMeter.Outcome outcome(Standing standing) {
        return switch (standing.source()) {
            case OCSP -> StatusMeter.Outcome.OCSP;
            case LIST -> standing.degraded() ? StatusMeter.Outcome.LIST_DEGRADED : StatusMeter.Outcome.LIST;
        };
    }

    /** In the background: lists, and answers about cards that were seen. */
    public void refresh(PathInputs rules) {
        lists.refresh();
        ocsp.ifPresent(client -> client.refresh(new PathInputs(
                clock.instant(), rules.policies(), rules.expected(), rules.stricter(), rules.algorithms())));
    }
}
