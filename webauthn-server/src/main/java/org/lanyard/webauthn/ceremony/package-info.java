/**
 * The two ceremonies of W3C WebAuthn Level 3, each one flat method in the order of the specification (§7.1, §7.2), and the
 * strict readers of what a browser sends. A ceremony's state travels with the page, sealed with a MAC and a time.
 *
 * <p>Each step is checked here with its own reason; signatures, attestation statements and key import are Yubico's
 * library's, which looks at the other steps once more. {@link org.lanyard.webauthn.ceremony.YubicoVerdict} is the one class
 * that speaks to it. Nothing is stored here except by the last step of each method's caller.
 */
package org.lanyard.webauthn.ceremony;
