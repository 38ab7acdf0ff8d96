/**
 * Tells the world, over plain HTTP: OCSP answers (RFC 6960), revocation lists, authorities' certificates; and has new
 * lists signed before the old ones end.
 *
 * <p>The rule of this room: what it says of a certificate it has read from the store for this very question; an answer is
 * kept only together with the record that it was made of, and is used again only while the record is the same.
 */
package org.lanyard.pki.responder;
