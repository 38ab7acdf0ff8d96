package org.lanyard.pki.ca;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the authority publishes, as its certificates tell it. Absent by default: each school's services ask the store,
 * and an address in a card's certificate would name the school to whoever reads the card nearby. Where one is wanted,
 * its path is to be opaque.
 *
 * @param crl the revocation list, plain http (RFC 5280 section 4.2.1.13)
 * @param authorityCertificate the issuing authority's certificate, plain http (RFC 5280 section 4.2.2.1)
 */
public record PublicationPoints(Optional<URI> crl, Optional<URI> authorityCertificate) {
    /** No address in any certificate. */
    public static final PublicationPoints NONE = new PublicationPoints(Optional.empty(), Optional.empty());

    public PublicationPoints {
        requirePlainHttp(crl);
        requirePlainHttp(authorityCertificate);
    }

    private static void requirePlainHttp(Optional<URI> uri) {
        Objects.requireNonNull(uri, "uri");
        if (uri.isPresent()
                && (!"http".equals(uri.get().getScheme()) || uri.get().getHost() == null)) {
            throw new IllegalArgumentException("A publication point is a plain http URI, not " + uri.get());
        }
    }
}
