package org.lanyard.webauthn;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this relying party asks of a ceremony. {@link #of} gives the safe rules; what loosens them has a name of its own.
 *
 * @param id the relying party's id (W3C WebAuthn Level 3 §5.4.2), a domain; {@code localhost} for a demo
 * @param name shown by some browsers
 * @param origins the pages that ceremonies may come from, each as the browser writes an origin, compared exactly
 * @param relatedOrigins pages of other domains that may use this id as well (§5.11); browsers ask the id's own site, at
 *     {@code /.well-known/webauthn}, whether they may
 * @param crossOrigin whether those pages may stand in a frame of another origin
 * @param topOrigins the pages at the top of such a frame; compared exactly when the browser tells one
 * @param algorithms in order of preference
 * @param userVerification required, or (for conformance data alone) not looked at
 * @param attestation asked for where a registration does not say otherwise
 * @param timeout for the person at the browser, and the life of a ceremony
 */
public record RelyingPartyRules(
        String id,
        String name,
        Set<String> origins,
        Set<String> relatedOrigins,
        boolean crossOrigin,
        Set<String> topOrigins,
        List<KeyAlgorithm> algorithms,
        boolean userVerification,
        AttestationConveyance attestation,
        Duration timeout) {
    private static final Logger LOG = LoggerFactory.getLogger(RelyingPartyRules.class);
    /** ES256, EdDSA, RS256: what authenticators of today make, and nothing else. */
    public static final List<KeyAlgorithm> ALGORITHMS =
            List.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA, KeyAlgorithm.RS256);
    /** For the person at the browser. */
    public static final Duration LIFE = Duration.ofMinutes(2);

    private static final int MAX_RELATED = 20;

    public RelyingPartyRules {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(attestation);
        origins = Set.copyOf(origins);
        relatedOrigins = Set.copyOf(relatedOrigins);
        topOrigins = Set.copyOf(topOrigins);
        algorithms = List.copyOf(algorithms);
        if (origins.isEmpty() || algorithms.isEmpty()) {
            throw new IllegalArgumentException("at least one origin and one algorithm");
        }
        if (Set.copyOf(algorithms).size() < algorithms.size()) {
            throw new IllegalArgumentException("an algorithm twice");
        }
        for (String origin : origins) {
            if (!isUnder(requireOrigin(origin), id)) {
                throw new IllegalArgumentException(
                        origin + " is not under the relying party's id " + id + ": a related origin?");
            }
        }
        for (String origin : relatedOrigins) {
            if (isUnder(requireOrigin(origin), id)) {
                throw new IllegalArgumentException(origin + " is under the relying party's id " + id + ": an origin");
            }
        }
        if (relatedOrigins.size() > MAX_RELATED) {
            throw new IllegalArgumentException("at most " + MAX_RELATED + " related origins");
        }
        RelatedLabels.requireFew(relatedOrigins);
        topOrigins.forEach(RelyingPartyRules::requireOrigin);
        if (timeout.compareTo(Duration.ofSeconds(10)) < 0 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("a ceremony lives 10 s to 10 min");
        }
    }

    /** ES256, EdDSA or RS256, verified user, no frame of another origin, no attestation, two minutes. */
    public static RelyingPartyRules of(String id, String name, Set<String> origins) {
        return new RelyingPartyRules(
                id, name, origins, Set.of(), false, Set.of(), ALGORITHMS, true, AttestationConveyance.NONE, LIFE);
    }

    /** The origins that a ceremony may come from, related ones among them. */
    public Set<String> everyOrigin() {
        Set<String> every = new HashSet<>(origins);
        every.addAll(relatedOrigins);
        return every;
    }

    public RelyingPartyRules withAlgorithms(List<KeyAlgorithm> wanted) {
        if (wanted.contains(KeyAlgorithm.RS1)) {
            LOG.warn("keys that sign with SHA-1 (RS1) are let through");
        }
        return new RelyingPartyRules(
                id,
                name,
                origins,
                relatedOrigins,
                crossOrigin,
                topOrigins,
                wanted,
                userVerification,
                attestation,
                timeout);
    }

    public RelyingPartyRules withAttestation(AttestationConveyance wanted) {
        return new RelyingPartyRules(
                id,
                name,
                origins,
                relatedOrigins,
                crossOrigin,
                topOrigins,
                algorithms,
                userVerification,
                wanted,
                timeout);
    }

    public RelyingPartyRules withTimeout(Duration wanted) {
        return new RelyingPartyRules(
                id,
                name,
                origins,
                relatedOrigins,
                crossOrigin,
                topOrigins,
                algorithms,
                userVerification,
                attestation,
                wanted);
    }

    public RelyingPartyRules withRelatedOrigins(Set<String> others) {
        return new RelyingPartyRules(
                id, name, origins, others, crossOrigin, topOrigins, algorithms, userVerification, attestation, timeout);
    }

    /** Lets the sign-in page stand in a frame of pages of {@code others}: they can then lay things over it. */
    public RelyingPartyRules dangerouslyInsideFramesOf(Set<String> others) {
        LOG.warn("ceremonies inside frames of other origins are let through: {}", others);
        return new RelyingPartyRules(
                id, name, origins, relatedOrigins, true, others, algorithms, userVerification, attestation, timeout);
    }

    /** For conformance data whose authenticators verified nobody; never for people. */
    public RelyingPartyRules dangerouslyWithoutUserVerification() {
        LOG.warn("ceremonies without user verification are let through");
        return new RelyingPartyRules(
                id, name, origins, relatedOrigins, crossOrigin, topOrigins, algorithms, false, attestation, timeout);
    }

    /** §13.4.9: an exact origin; https, or localhost over http. Returns its host. */
    private static String requireOrigin(String origin) {
        URI uri = URI.create(origin);
        String host = uri.getHost();
        boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && "localhost".equals(host);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        if (!scheme || host == null || !origin.equals(uri.getScheme() + "://" + host + port)) {
            throw new IllegalArgumentException("not an origin that a browser would write: " + origin);
        }
        return host;
    }

    private static boolean isUnder(String host, String id) {
        return host.equals(id) || host.endsWith("." + id);
    }
}
