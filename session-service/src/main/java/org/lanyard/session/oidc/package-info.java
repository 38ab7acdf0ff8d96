/**
 * OAuth and OpenID Connect over HTTP: what kiosks and clients ask. Challenge, token, lease, introspection, revocation,
 * metadata.
 *
 * <p>The rule: each endpoint reads its form, has the caller prove who it is, asks another room, and answers; no decision is
 * made here. Whatever is refused is told by one table ({@link org.lanyard.session.oidc.Refusals}).
 */
package org.lanyard.session.oidc;
