package org.lanyard.pki.path.revocation;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a certificate that is not revoked.
 *
 * @param source who said so
 * @param until how long it may be relied on; empty where nobody said anything
 */
public record Status(Source source, Optional<Instant> until) {
    /** Nobody was asked, or nobody knew and nobody had to. */
    public static final Status UNCHECKED = new Status(Source.NOBODY, Optional.empty());

    /** Who said that a certificate is not revoked. */
    public enum Source {
        OCSP,
        CRL,
        /** id-pkix-ocsp-nocheck: its authority vouches for it until it ends. */
        NO_CHECK,
        NOBODY
    }
}
