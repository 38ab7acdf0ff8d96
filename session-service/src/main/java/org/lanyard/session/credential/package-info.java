/**
 * Credentials of security keys and passkeys, as this house pins them: id, COSE public key, whose handle, backup eligibility.
 *
 * <p>The rule: a credential is pinned once, when it is confirmed, and its key never changes afterwards. The WebAuthn module's
 * word adds none and changes none; what an authenticator signed is read here anew, from its own bytes, strictly.
 */
package org.lanyard.session.credential;
