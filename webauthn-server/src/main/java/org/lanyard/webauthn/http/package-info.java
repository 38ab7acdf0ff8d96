/**
 * The four addresses under {@code /webauthn}, and the way to the door. What enters is JSON from a page; what leaves is
 * options, or a signed assertion, or one dull refusal that is the same for a credential that is unknown and a signature
 * that is wrong. No cookie is read or set and no origin but the service's own is let in (CORS is not offered): the session
 * service's pages and these addresses are one origin, through a proxy where they are two hosts.
 */
package org.lanyard.webauthn.http;
