package org.lanyard.pki.path;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.path.outside.OutsideSettings;
import org.lanyard.pki.path.outside.Standing;
import org.lanyard.pki.path.outside.StatusDesk;
import org.lanyard.pki.path.parse.PathException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outside authorities whose cards may sign in here. A card of theirs still has to be registered, for that very authority.
 * Safe for many threads.
 */
public final class OutsideLeaves implements AutoCloseable {
    /** No outside authority is trusted: the default. */
    public static final OutsideLeaves NONE = new OutsideLeaves(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(OutsideLeaves.class);
    private static final Duration ROUND = Duration.ofSeconds(15);

    private final List<OutsideAuthority> authorities;
    private ScheduledExecutorService rounds;

    private OutsideLeaves(List<OutsideAuthority> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /**
     * Opens those of the configuration.
     *
     * @throws PkiException CONFIGURATION_INVALID
     */
    public static OutsideLeaves open(List<OutsideSettings> settings, StatusDesk.Surroundings around)
            throws PkiException {
        if (settings.isEmpty()) {
            return NONE;
        }
        List<OutsideAuthority> authorities = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (OutsideSettings each : settings) {
            if (!labels.add(each.label())) {
                throw new PkiException(PkiReason.CONFIGURATION_INVALID, "outside: two are called " + each.label());
            }
            if (!each.without().isEmpty()) {
                LOG.warn("Outside authority {}: certificates are taken that break {}", each.label(), each.without());
            }
            authorities.add(OutsideAuthority.open(each, around));
        }
        return new OutsideLeaves(authorities);
    }

    /** Reads lists, and asks again about cards that were seen, each quarter of a minute, in the background. */
    public synchronized OutsideLeaves start() {
        if (!authorities.isEmpty() && rounds == null) {
            rounds = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "outside-status");
                thread.setDaemon(true);
                return thread;
            });
            rounds.scheduleWithFixedDelay(this::refresh, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /** One round, now. */
    public void refresh() {
        for (OutsideAuthority authority : authorities) {
            try {
                authority.refresh();
            } catch (RuntimeException e) {
                LOG.warn("Outside authority {}: status could not be refreshed", authority.label(), e);
            }
        }
    }

    /** Judges a leaf that is not of our own authorities. */
    VerifiedLeaf judge(X509Certificate leaf, Instant at) throws PkiException {
        PkiException refusal = null;
        for (OutsideAuthority authority : authorities) {
            try {
                return authority.judge(leaf, at);
            } catch (PathException e) {
                PkiException why = PathRefusals.of(authority.label(), e);
                refusal = refusal == null || refusal.reason() == PkiReason.ISSUER_NOT_TRUSTED ? why : refusal;
            }
        }
        throw refusal == null
                ? new PkiException(
                        PkiReason.ISSUER_NOT_TRUSTED,
                        leaf.getIssuerX500Principal().getName())
                : refusal;
    }

    /**
     * Whether an outside authority's card is revoked. It asks over the network, for 200 ms at most: never inside a transaction.
     * What it answers counts until {@link Standing#until()}.
     *
     * @throws PkiException CERTIFICATE_REVOKED, CERTIFICATE_STATUS_UNKNOWN
     */
    public Standing standing(VerifiedLeaf leaf) throws PkiException {
        OutsidePath path = leaf.outsidePath().orElseThrow();
        try {
            return path.authority().standing(path.path());
        } catch (PathException e) {
            throw PathRefusals.of(path.label(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (rounds != null) {
            rounds.shutdownNow();
        }
    }
}
