package org.lanyard.pki.path;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.CertificateExtensions;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.store.Store;

/**
 * The issuing authorities of the store that are active or retiring. One is read when a leaf first names it, and kept
 * until the authorities' generation changes, which is looked at every few seconds: a store with hundreds of authorities
 * costs no more at start than one with one.
 *
 * <p>That what is kept may be some seconds old is safe: withdrawing an authority refuses its certificates at the door in
 * the same transaction, and that is read at each sign-in.
 */
public final class StoredIssuers implements TrustedIssuers {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Store store;
    private final InstantSource clock;
    private volatile Known known;

    /** What was read under one generation. */
    private record Known(long generation, Instant readAt, Map<String, X509Certificate> authorities) {}

    private StoredIssuers(Store store, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.known = look(-1, new ConcurrentHashMap<>());
    }

    /** Reads the generation and no authority. */
    public static StoredIssuers open(Store store, InstantSource clock) {
        return new StoredIssuers(store, clock);
    }

    @Override
    public Optional<X509Certificate> issuerOf(X509Certificate leaf) throws PkiException {
        Optional<byte[]> identifier = CertificateExtensions.authorityKeyIdentifier(leaf);
        if (identifier.isEmpty()) {
            return Optional.empty();
        }
        String id = HexFormat.of().formatHex(identifier.get());
        // The generation before the authority: one that is changed in between is thrown away with this map.
        Known current = fresh();
        X509Certificate authority = current.authorities.get(id);
        if (authority == null) {
            Optional<X509Certificate> read =
                    store.<Optional<X509Certificate>, PkiException>read(h -> AuthorityRegister.trusted(h, id));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            authority = read.get();
            current.authorities.put(id, authority);
        }
        return authority.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
                ? Optional.of(authority)
                : Optional.empty();
    }

    /** The generation of what is a few seconds old at most. */
    @Override
    public long generation() {
        return fresh().generation;
    }

    /** How many authorities are kept in memory. */
    int kept() {
        return known.authorities.size();
    }

    private Known fresh() {
        Known current = known;
        return isOld(current) ? reload() : current;
    }

    private boolean isOld(Known current) {
        return !clock.instant().isBefore(current.readAt.plus(FRESH));
    }

    private synchronized Known reload() {
        Known current = known;
        if (isOld(current)) {
            known = look(current.generation, current.authorities);
        }
        return known;
    }

    private Known look(long before, Map<String, X509Certificate> kept) {
        Instant now = clock.instant();
        long generation = store.read(AuthorityRegister::generation);
        return new Known(generation, now, generation == before ? kept : new ConcurrentHashMap<>());
    }
}
