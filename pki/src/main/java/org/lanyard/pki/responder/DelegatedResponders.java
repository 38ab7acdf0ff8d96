package org.lanyard.pki.responder;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each authority whose key is here a responder of its own: a key that never leaves this process's memory, with a
 * certificate that is renewed, key and all, at half of its time. Made at the first question about that authority.
 */
public final class DelegatedResponders implements Responding {
    /** How long a responder's certificate is valid. Nobody can revoke it (id-pkix-ocsp-nocheck), so not for long. */
    public static final Duration VALIDITY = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(DelegatedResponders.class);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final String ACTOR = "responder";

    private final Authorities authorities;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** Opens an authority whose key is here. */
    @FunctionalInterface
    public interface Authorities {
        /**
         * @param id the authority's key identifier in lower-case hexadecimal
         * @return empty where its key is not here
         */
        Optional<Authority> of(String id) throws PkiException;
    }

    private record Held(ResponderKey key, Instant renewAt) {}

    public DelegatedResponders(Authorities authorities, InstantSource clock, SecureRandom random) {
        this.authorities = Objects.requireNonNull(authorities, "authorities");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
    }

    @Override
    public Optional<ResponderKey> of(String authority) throws PkiException {
        Held current = held.get(authority);
        if (current != null && clock.instant().isBefore(current.renewAt)) {
            return Optional.of(current.key);
        }
        return renewed(authority);
    }

    private synchronized Optional<ResponderKey> renewed(String id) throws PkiException {
        Instant now = clock.instant();
        Held current = held.get(id);
        if (current != null && now.isBefore(current.renewAt)) {
            return Optional.of(current.key);
        }
        try {
            Optional<Authority> authority = authorities.of(id);
            if (authority.isEmpty()) {
                return Optional.empty();
            }
            ResponderKey key = issue(authority.get());
            held.put(
                    id,
                    new Held(key, now.plus(Duration.between(now, key.notAfter()).dividedBy(2))));
            return Optional.of(key);
        } catch (PkiException | StoreException e) {
            if (current == null || !now.isBefore(current.key.notAfter())) {
                throw e;
            }
            // The old one is good for as long again.
            LOG.warn("the responder's certificate could not be renewed; trying again in {}", RETRY, e);
            held.put(id, new Held(current.key, now.plus(RETRY)));
            return Optional.of(current.key);
        }
    }

    private ResponderKey issue(Authority authority) throws PkiException {
        KeyPair pair = pair();
        URI name = URI.create("urn:uuid:" + new UUID(random.nextLong(), random.nextLong()));
        Duration left = Duration.between(
                clock.instant(), authority.certificate().getNotAfter().toInstant());
        X509Certificate certificate = authority.issue(
                new IssuanceRequest(
                        Profile.OCSP_RESPONDER,
                        pair.getPublic(),
                        new SubjectName.Service(name),
                        Optional.of(VALIDITY).filter(wanted -> wanted.compareTo(left) < 0)),
                ACTOR);
        return new ResponderKey(new SigningKey(pair.getPrivate(), List.of(certificate)));
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }
}
