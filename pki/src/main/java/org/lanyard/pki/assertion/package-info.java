/**
 * The signed assertion: the one form in which whatever proves who someone is reaches the door.
 *
 * <p>Start at {@link org.lanyard.pki.assertion.AssertionVerifier} to check one and at {@link
 * org.lanyard.pki.assertion.AssertionWriter} to make one. The order of the checks is read in one glance in {@code
 * Rules}; each is a small class with the clause it comes from quoted above it, in {@code TextRules}, {@code JsonRules},
 * {@code HeaderRules}, {@code KeyRules}, {@code SignatureRules}, {@code ClaimRules} and {@code SpeakerRules}. Beneath
 * lies {@link org.lanyard.pki.assertion.Jws}: the strict reading and verifying of a compact JWS, which knows neither
 * certificates nor claims.
 *
 * <p>The room's rule: an assertion is a JWT (RFC 7519) in the JWS compact form (RFC 7515), signed by the key of the
 * certificate that its {@code x5c} brings along, spoken by one of the three {@link
 * org.lanyard.pki.assertion.Speaker}s, with exactly the claims of that speaker and no other. Verified and unverified
 * are different classes, and only the verifier constructs the second. Nothing leaves a public method here but {@link
 * org.lanyard.pki.assertion.AssertionException} with its {@link org.lanyard.pki.assertion.Reason}, whatever bytes come
 * in. What this room never knows: people, sessions, cards' and credentials' states, and whether a certificate has been
 * revoked; the door reads these in its own transaction.
 */
package org.lanyard.pki.assertion;
