package org.lanyard.pki.revocation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.store.Store;

/**
 * Signs an authority's revocation lists (RFC 5280 section 5): the complete one, those of its shards, and deltas to them.
 *
 * <p>A number is drawn and committed first, and is spent whatever becomes of the list. The records are read after that,
 * page by page, so that a million of them are never in memory and keep nobody waiting. A list is stored only if no other
 * of its scope was stored since its number was drawn; so of two lists the one with the higher number was read later, and
 * never knows less.
 */
public final class RevocationLists {
    /** For how long a complete list may be relied upon. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofDays(7);

    private static final int ATTEMPTS = 10;

    private final Store store;
    private final SigningKey issuing;
    private final String issuer;
    private final Validity validity;
    private final InstantSource clock;
    private final ListDraws draws;

    /**
     * From thisUpdate to nextUpdate.
     *
     * @param complete of a list of all, or of a shard
     * @param delta of a delta, which complete lists then point at; empty where none are signed
     */
    public record Validity(Duration complete, Optional<Duration> delta) {
        public Validity {
            if (complete.toSeconds() < 1 || delta.isPresent() && delta.get().toSeconds() < 1) {
                throw new IllegalArgumentException("A list is valid for a second at least");
            }
        }
    }

    private RevocationLists(
            Store store, SigningKey issuing, String issuer, Validity validity, InstantSource clock, AuditLog audit) {
        this.store = Objects.requireNonNull(store, "store");
        this.issuing = Objects.requireNonNull(issuing, "issuing");
        this.issuer = issuer;
        this.validity = Objects.requireNonNull(validity, "validity");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.draws = new ListDraws(store, issuer, Objects.requireNonNull(audit, "audit"));
    }

    /** As the other, without deltas. */
    public static RevocationLists of(
            Store store, SigningKey issuing, Duration validity, InstantSource clock, AuditLog audit)
            throws PkiException {
        return of(store, issuing, new Validity(validity, Optional.empty()), clock, audit);
    }

    /**
     * The lists of one authority, which the store knows already.
     *
     * @throws PkiException KEY_IDENTIFIER_MISSING
     */
    public static RevocationLists of(
            Store store, SigningKey issuing, Validity validity, InstantSource clock, AuditLog audit)
            throws PkiException {
        return new RevocationLists(
                store, issuing, CertificateId.issuerId(issuing.certificate()), validity, clock, audit);
    }

    /** What the authority is called. */
    public String issuer() {
        return issuer;
    }

    /** As {@link #publish(int, String)}, of all certificates. */
    public PublishedList publish(String actor) throws PkiException {
        return publish(0, actor);
    }

    /**
     * Signs and stores a new list. What was committed before the call is on it.
     *
     * @param shard 0: of all certificates; else of those that name this shard
     * @param actor who asks, an opaque id
     * @return this list, or a later one that somebody else stored meanwhile
     * @throws PkiException AUTHORITY_MISSING if the store does not know the authority, SIGNING_FAILED, LIST_CONTENDED,
     *     STORE_FAILED
     */
    public PublishedList publish(int shard, String actor) throws PkiException {
        return attempt(shard, false, actor);
    }

    /**
     * Signs and stores a delta (RFC 5280 section 5.2.4): what changed since the oldest complete list of the scope that
     * may still be relied upon, so that it can be added to any of them.
     *
     * @throws PkiException as {@link #publish(int, String)}, and LIST_BASE_MISSING
     */
    public PublishedList publishDelta(int shard, String actor) throws PkiException {
        return attempt(shard, true, actor);
    }

    private PublishedList attempt(int shard, boolean delta, String actor) throws PkiException {
        long first = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant thisUpdate = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            ListDraws.Drawn drawn = draws.draw(shard, thisUpdate);
            if (first == 0) {
                first = drawn.number();
            }
            if (delta && drawn.base().isEmpty()) {
                throw new PkiException(PkiReason.LIST_BASE_MISSING, issuer + ", shard " + shard);
            }
            PublishedList signed = sign(shard, delta, thisUpdate, drawn);
            if (draws.store(signed, drawn, thisUpdate, actor)) {
                draws.tidy(shard, thisUpdate);
                return signed;
            }
            // Another was stored since the draw. If it was drawn after our first, it knows what ours would.
            Optional<PublishedList> other = store.read(h -> PublishedLists.newest(h, issuer, shard, delta));
            if (other.isPresent() && other.get().number() > first) {
                return other.get();
            }
        }
        throw new PkiException(PkiReason.LIST_CONTENDED, issuer + ", shard " + shard);
    }

    private PublishedList sign(int shard, boolean delta, Instant thisUpdate, ListDraws.Drawn drawn)
            throws PkiException {
        OptionalLong base = delta ? OptionalLong.of(drawn.base().get().number()) : OptionalLong.empty();
        Instant nextUpdate =
                thisUpdate.plus(delta ? validity.delta().orElse(validity.complete()) : validity.complete());
        List<URI> scope = shard == 0 ? List.of() : addresses(drawn, uri -> PublicationPoints.list(uri, issuer, shard));
        List<URI> freshest = delta || validity.delta().isEmpty()
                ? List.of()
                : addresses(drawn, uri -> PublicationPoints.delta(uri, issuer, shard));
        CrlBuilder.Head head = new CrlBuilder.Head(drawn.number(), base, thisUpdate, nextUpdate, scope, freshest);
        try (CrlBuilder list = new CrlBuilder();
                ListWriter out = new ListWriter(store, issuer, drawn.number())) {
            ListRows rows = new ListRows(store, issuer);
            // The complete list has the certificates of every shard.
            int last = shard == 0 ? drawn.shards() : shard;
            for (int each = shard; each <= last; each++) {
                if (delta) {
                    rows.since(each, base.getAsLong(), drawn.base().get().thisUpdate(), list);
                } else {
                    // RFC 5280 section 3.3: an entry stays until it has been on one list issued after the
                    // certificate's end.
                    rows.all(each, drawn.lastUpdate(), list);
                }
            }
            list.sign(issuing, head, out);
            out.flush();
            return new PublishedList(
                    issuer,
                    shard,
                    drawn.number(),
                    base,
                    thisUpdate,
                    nextUpdate,
                    list.count(),
                    out.length(),
                    out.parts());
        } catch (IOException e) {
            throw new PkiException(PkiReason.STORE_FAILED, "no room for a temporary file", e);
        }
    }

    private static List<URI> addresses(ListDraws.Drawn drawn, UnaryOperator<URI> address) {
        List<URI> addresses = new ArrayList<>();
        for (URI uri : drawn.bases()) {
            addresses.add(address.apply(uri));
        }
        return addresses;
    }

    /** The newest list of all certificates. */
    public Optional<PublishedList> newest() {
        return store.read(handle -> PublishedLists.newest(handle, issuer, 0, false));
    }
}
