package org.lanyard.pki.path;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.CertificateReader;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;

/**
 * The active issuing authorities of the store, read anew every few seconds, and at once (but at most every second) for a
 * leaf of an authority that is not known.
 *
 * <p>That a list may be some seconds old is safe: withdrawing an authority changes the rows of its certificates in the
 * same transaction, and those are read at each sign-in.
 */
public final class StoredIssuers implements TrustedIssuers {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FRESH_FOR_STRANGERS = Duration.ofSeconds(1);

    private final Store store;
    private final InstantSource clock;
    private volatile Snapshot snapshot;

    private record Snapshot(List<X509Certificate> authorities, FixedIssuers issuers, long generation, Instant readAt) {}

    private StoredIssuers(Store store, InstantSource clock, Snapshot first) {
        this.store = store;
        this.clock = clock;
        this.snapshot = first;
    }

    /**
     * Reads the list for the first time.
     *
     * @throws PkiException CERTIFICATE_MALFORMED, KEY_IDENTIFIER_MISSING if the store's own certificates are damaged
     */
    public static StoredIssuers open(Store store, InstantSource clock) throws PkiException {
        List<X509Certificate> authorities = load(store);
        return new StoredIssuers(
                store, clock, new Snapshot(authorities, FixedIssuers.of(authorities), 0, clock.instant()));
    }

    @Override
    public Optional<X509Certificate> issuerOf(X509Certificate leaf) throws PkiException {
        Optional<X509Certificate> found = snapshot.issuers.issuerOf(leaf);
        if (found.isPresent()) {
            return found;
        }
        return fresh(FRESH_FOR_STRANGERS).issuers.issuerOf(leaf);
    }

    /**
     * The generation of a list that is a few seconds old at most.
     *
     * @throws IllegalStateException if the store's own certificates are damaged
     */
    @Override
    public long generation() {
        try {
            return fresh(FRESH).generation;
        } catch (PkiException e) {
            throw new IllegalStateException("The authorities in the store cannot be read", e);
        }
    }

    private Snapshot fresh(Duration age) throws PkiException {
        Snapshot current = snapshot;
        return isOlder(current, age) ? reload(age) : current;
    }

    private boolean isOlder(Snapshot current, Duration age) {
        return !clock.instant().isBefore(current.readAt.plus(age));
    }

    private synchronized Snapshot reload(Duration age) throws PkiException {
        Snapshot current = snapshot;
        if (isOlder(current, age)) {
            Instant now = clock.instant();
            List<X509Certificate> authorities = load(store);
            boolean same = authorities.equals(current.authorities);
            snapshot = new Snapshot(
                    same ? current.authorities : authorities,
                    same ? current.issuers : FixedIssuers.of(authorities),
                    same ? current.generation : current.generation + 1,
                    now);
        }
        return snapshot;
    }

    private static List<X509Certificate> load(Store store) throws PkiException {
        List<byte[]> encoded = store.read(handle -> Sql.list(
                handle,
                "SELECT certificate FROM authority WHERE status = 'ACTIVE' ORDER BY id",
                row -> row.getBytes(1)));
        List<X509Certificate> authorities = new ArrayList<>(encoded.size());
        for (byte[] der : encoded) {
            if (der == null) {
                throw new PkiException(PkiReason.STORE_FAILED, "an authority without a certificate");
            }
            authorities.add(CertificateReader.readDer(der));
        }
        return List.copyOf(authorities);
    }
}
