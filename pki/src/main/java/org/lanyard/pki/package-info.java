/**
 * The ground floor: the authority, its certificates and their revocation, the signed assertion, and the store and audit
 * chain beneath.
 *
 * <p>This package itself holds what every room shares: the closed list of reasons and the one exception that carries
 * them. The module knows X.509 and JOSE; it never knows a card's commands, a WebAuthn ceremony, a person or a session.
 */
package org.lanyard.pki;
