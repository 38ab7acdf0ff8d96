package org.lanyard.pki.assertion;

import org.lanyard.pki.path.VerifiedLeaf;

/**
 * An assertion of a card of which everything holds that can be known without the door's own state: form, time, audience,
 * certificate, name and signature. Not that its challenge is fresh, nor that its certificate is not revoked.
 *
 * <p>Only {@link AssertionVerifier} can construct one.
 */
public final class VerifiedCardAssertion {
    private final CardClaims claims;
    private final VerifiedLeaf leaf;
    private final String hash;

    VerifiedCardAssertion(CardClaims claims, VerifiedLeaf leaf, String hash) {
        this.claims = claims;
        this.leaf = leaf;
        this.hash = hash;
    }

    /** What was said. */
    public CardClaims claims() {
        return claims;
    }

    /** Whose key said it; the door looks up whether this certificate is revoked. */
    public VerifiedLeaf leaf() {
        return leaf;
    }

    /** What a kiosk's {@code assertion_hash} must be to vouch for this assertion. */
    public String hash() {
        return hash;
    }
}
