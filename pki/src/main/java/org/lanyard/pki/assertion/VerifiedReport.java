package org.lanyard.pki.assertion;

import org.lanyard.pki.path.VerifiedLeaf;

/**
 * A report of the WebAuthn service of which everything holds that can be known without the door's own state. Not that
 * the service's certificate is not revoked, nor that there is such a credential.
 *
 * <p>Only {@link ReportVerifier} can construct one.
 */
public final class VerifiedReport {
    private final ReportClaims claims;
    private final VerifiedLeaf leaf;

    VerifiedReport(ReportClaims claims, VerifiedLeaf leaf) {
        this.claims = claims;
        this.leaf = leaf;
    }

    /** What was said. */
    public ReportClaims claims() {
        return claims;
    }

    /** Whose key said it; the door looks up whether this certificate is revoked. */
    public VerifiedLeaf leaf() {
        return leaf;
    }
}
