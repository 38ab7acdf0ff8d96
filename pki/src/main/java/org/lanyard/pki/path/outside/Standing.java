package org.lanyard.pki.path.outside;

import java.time.Instant;

/**
 * That an outside authority's card is not revoked, who said so, and how long that may be relied on.
 *
 * @param authority its label
 * @param degraded whether a list had to do where OCSP should have answered
 */
public record Standing(String authority, Source source, boolean degraded, Instant until) {

    /** Who said so. */
    public enum Source {
        OCSP,
        LIST
    }

    /** As a session and the audit trail keep it: {@code council:ocsp}, {@code council:list}, {@code council:list-degraded}. */
    public String detail() {
        String said = source == Source.OCSP ? "ocsp" : degraded ? "list-degraded" : "list";
        return authority + ":" + said;
    }
}
