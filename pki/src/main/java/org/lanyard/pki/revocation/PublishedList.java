package org.lanyard.pki.revocation;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A signed list in the store, without its bytes, which {@link PublishedLists} reads piece by piece.
 *
 * @param issuer the authority's key identifier in lower-case hexadecimal
 * @param shard 0: of all its certificates; else of those that name this shard
 * @param number its CRL number
 * @param base of a delta: the lowest number of a list that it may be added to
 * @param thisUpdate what changed until then is on it
 * @param nextUpdate by then there is another
 * @param entries how many; -1 where that was not counted
 * @param bytes how long it is in DER
 * @param parts in how many rows it lies
 */
public record PublishedList(
        String issuer,
        int shard,
        long number,
        OptionalLong base,
        Instant thisUpdate,
        Instant nextUpdate,
        long entries,
        long bytes,
        int parts) {
    public PublishedList {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(thisUpdate, "thisUpdate");
        Objects.requireNonNull(nextUpdate, "nextUpdate");
    }

    /** Whether it only tells what changed. */
    public boolean isDelta() {
        return base.isPresent();
    }
}
