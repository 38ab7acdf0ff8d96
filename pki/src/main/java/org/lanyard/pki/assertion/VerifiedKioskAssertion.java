package org.lanyard.pki.assertion;

import org.lanyard.pki.path.VerifiedLeaf;

/**
 * An assertion of a kiosk of which everything holds that can be known without the door's own state: form, time, audience,
 * certificate, name and signature. Not that its challenge is fresh, nor that its certificate is not revoked.
 *
 * <p>Only {@link AssertionVerifier} can construct one.
 */
public final class VerifiedKioskAssertion {
    private final KioskClaims claims;
    private final VerifiedLeaf leaf;

    VerifiedKioskAssertion(KioskClaims claims, VerifiedLeaf leaf) {
        this.claims = claims;
        this.leaf = leaf;
    }

    /** What was said. */
    public KioskClaims claims() {
        return claims;
    }

    /** Whose key said it; the door looks up whether this certificate is revoked. */
    public VerifiedLeaf leaf() {
        return leaf;
    }
}
