package org.lanyard.webauthn;

import java.net.URI;
import java.time.Duration;
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
 * @param crossOrigin whether those pages may stand in a frame of another origin
 * @param topOrigins the pages at the top of such a frame; compared exactly when the browser tells one
 * @param algorithms in order of preference
 * @param userVerification required, or (for conformance data alone) not looked at
 * @param attestation {@code none}, {@code indirect} or {@code direct} (§5.4.7)
 * @param timeout for the person at the browser, and the life of a ceremony
 */
public record RelyingPartyRules(
        String id,
        String name,
        Set<String> origins,
        boolean crossOrigin,
        Set<String> topOrigins,
        List<KeyAlgorithm> algorithms,
        boolean userVerification,
        String attestation,
        Duration timeout) {
    private static final Logger LOG = LoggerFactory.getLogger(RelyingPartyRules.class);
    private static final List<KeyAlgorithm> ALGORITHMS =
            List.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA, KeyAlgorithm.RS256);
    private static final Duration LIFE = Duration.ofMinutes(2);

    public RelyingPartyRules {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        origins = Set.copyOf(origins);
        topOrigins = Set.copyOf(topOrigins);
        algorithms = List.copyOf(algorithms);
        if (origins.isEmpty() || algorithms.isEmpty()) {
            throw new IllegalArgumentException("at least one origin and one algorithm");
        }
        for (String origin : origins) {
            requireOrigin(origin, id);
        }
        if (!Set.of("none", "indirect", "direct").contains(attestation)) {
            throw new IllegalArgumentException("attestation is none, indirect or direct");
        }
        if (timeout.compareTo(Duration.ofSeconds(10)) < 0 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("a ceremony lives 10 s to 10 min");
        }
    }

    /** ES256, EdDSA or RS256, verified user, no frame of another origin, no attestation, two minutes. */
    public static RelyingPartyRules of(String id, String name, Set<String> origins) {
        return new RelyingPartyRules(id, name, origins, false, Set.of(), ALGORITHMS, true, "none", LIFE);
    }

    public RelyingPartyRules withAlgorithms(List<KeyAlgorithm> wanted) {
        return new RelyingPartyRules(
                id, name, origins, crossOrigin, topOrigins, wanted, userVerification, attestation, timeout);
    }

    public RelyingPartyRules withAttestation(String wanted) {
        return new RelyingPartyRules(
                id, name, origins, crossOrigin, topOrigins, algorithms, userVerification, wanted, timeout);
    }

    /** Lets the sign-in page stand in a frame of pages of {@code others}: they can then lay things over it. */
    public RelyingPartyRules dangerouslyInsideFramesOf(Set<String> others) {
        LOG.warn("ceremonies inside frames of other origins are let through: {}", others);
        return new RelyingPartyRules(
                id, name, origins, true, others, algorithms, userVerification, attestation, timeout);
    }

    /** For conformance data whose authenticators verified nobody; never for people. */
    public RelyingPartyRules dangerouslyWithoutUserVerification() {
        LOG.warn("ceremonies without user verification are let through");
        return new RelyingPartyRules(
                id, name, origins, crossOrigin, topOrigins, algorithms, false, attestation, timeout);
    }

    /** §13.4.9: an exact origin; https, or localhost over http; its host is the relying party's id or under it. */
    private static void requireOrigin(String origin, String id) {
        URI uri = URI.create(origin);
        String host = uri.getHost();
        boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && "localhost".equals(host);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        if (!scheme || host == null || !origin.equals(uri.getScheme() + "://" + host + port)) {
            throw new IllegalArgumentException("not an origin that a browser would write: " + origin);
        }
        if (!host.equals(id) && !host.endsWith("." + id)) {
            throw new IllegalArgumentException(origin + " is not under the relying party's id " + id);
        }
    }
}
