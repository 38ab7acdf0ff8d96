package org.lanyard.pki.assertion;

import org.lanyard.pki.path.VerifiedLeaf;

/**
 * An assertion of the WebAuthn service of which everything holds that can be known without the door's own state: form, time, audience,
 * certificate, name and signature. Not that its challenge is fresh, nor that its certificate is not revoked.
 *
 * <p>Only {@link AssertionVerifier} can construct one.
 */
public final class VerifiedWebAuthnAssertion {
    private final WebAuthnClaims claims;
    private final VerifiedLeaf leaf;

    VerifiedWebAuthnAssertion(WebAuthnClaims claims, VerifiedLeaf leaf) {
        this.claims = claims;
        this.leaf = leaf;
    }

    /** What was said. */
    public WebAuthnClaims claims() {
        return claims;
    }

    /** Whose key said it; the door looks up whether this certificate is revoked. */
    public VerifiedLeaf leaf() {
        return leaf;
    }
}
