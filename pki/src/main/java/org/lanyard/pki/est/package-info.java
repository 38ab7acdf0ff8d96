/**
 * Enrolment over Secure Transport (RFC 7030, with RFC 8951 and RFC 9908): a kiosk or a server gets its first certificate
 * with a one-time token, and renews it by itself with the certificate that it has.
 *
 * <p>The rule of this room: the name in a certificate comes from the token or from the certificate at hand, never from
 * the request; a request only proves that its sender has the key.
 */
package org.lanyard.pki.est;
