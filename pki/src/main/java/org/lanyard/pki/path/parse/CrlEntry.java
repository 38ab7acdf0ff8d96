package org.lanyard.pki.path.parse;

import java.time.Instant;

/**
 * One revoked certificate (RFC 5280 §5.1.2.6, §5.3).
 *
 * @param reason CRLReason's number; 0 where it is not said
 */
public record CrlEntry(Instant revokedAt, int reason) {
    /** certificateHold. */
    public static final int HOLD = 6;

    /** removeFromCRL, in delta lists alone. */
    public static final int REMOVED = 8;
}
