package org.lanyard.pki.assertion;

import java.time.Instant;
import org.lanyard.pki.assertion.JsonValue.Members;
import org.lanyard.pki.path.VerifiedLeaf;

/**
 * What the rules on claims look at: who says what, to whom it should be said, and when this is.
 *
 * @param claims the payload; its signature is known to be good
 * @param leaf whose signature it is
 * @param speaker as what they speak
 * @param audience the identifier that this door answers to
 * @param now the time of the check
 */
record Statement(Members claims, VerifiedLeaf leaf, Speaker speaker, String audience, Instant now) {}
