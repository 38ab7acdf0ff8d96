package org.lanyard.pki.revocation;

import java.math.BigInteger;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an authority publishes, as its certificates tell it. Absent by default: each school's services ask the store,
 * and an address in a card's certificate would name the school to whoever reads the card nearby. Where one is wanted,
 * everything behind the base is opaque: an authority is called by its key's identifier.
 *
 * @param base plain http (RFC 5280 sections 4.2.1.13 and 4.2.2.1), no query; what is published lies below {@code /pki}
 * @param shards into how many lists new certificates are spread; 0: all are on one
 */
public record PublicationPoints(Optional<URI> base, int shards) {
    /** The most lists that the certificates of one authority are spread over. */
    public static final int MOST_SHARDS = 4096;

    /** No address in any certificate. */
    public static final PublicationPoints NONE = new PublicationPoints(Optional.empty(), 0);

    public PublicationPoints {
        Objects.requireNonNull(base, "base");
        if (base.isPresent()) {
            URI uri = base.get();
            if (!"http".equals(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("A publication point is a plain http URI, not " + uri);
            }
        }
        if (shards < 0 || shards > MOST_SHARDS || shards > 0 && base.isEmpty()) {
            throw new IllegalArgumentException(
                    "0 to " + MOST_SHARDS + " shards, and none without an address: " + shards);
        }
    }

    /** At one address, with one list for all. */
    public static PublicationPoints at(URI base) {
        return new PublicationPoints(Optional.of(base), 0);
    }

    /** The shard of a certificate: its serial number is random, so the lists fill evenly. */
    public int shardOf(BigInteger serial) {
        return shards == 0 ? 0 : 1 + serial.mod(BigInteger.valueOf(shards)).intValue();
    }

    /** The address of an authority's list. */
    public Optional<URI> list(String authority, int shard) {
        return base.map(uri -> list(uri, authority, shard));
    }

    static URI list(URI base, String authority, int shard) {
        return below(base, "/pki/crl/" + authority + "/" + shard + ".crl");
    }

    static URI delta(URI base, String authority, int shard) {
        return below(base, "/pki/crl/" + authority + "/" + shard + "-delta.crl");
    }

    /** The address of an authority's certificate. */
    public Optional<URI> certificate(String authority) {
        return base.map(uri -> below(uri, "/pki/ca/" + authority + ".cer"));
    }

    /** The address of the OCSP responder. */
    public Optional<URI> ocsp() {
        return base.map(uri -> below(uri, "/pki/ocsp"));
    }

    private static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
