/**
 * Registration and authentication with security keys and passkeys (W3C Web Authentication Level 3), on Yubico's
 * webauthn-server-core. What a ceremony proved leaves as one signed assertion.
 *
 * <p>The module knows credentials and opaque user handles. It never knows people, sessions or cards: no name enters, and
 * a credential counts only once the session service has confirmed and pinned it. This room holds what every room of the
 * module needs: the rules of the relying party, the closed list of reasons, the one exception.
 *
 * <p>Arrows: {@code cli → http → ceremony → credential → this}, and {@code http → attestation → report → this}. {@code softauthenticator} is the other side of the wire
 * and touches none of them.
 */
package org.lanyard.webauthn;
