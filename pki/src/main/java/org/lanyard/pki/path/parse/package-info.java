/**
 * Strict and total reading of certificates, CRLs and OCSP answers that strangers hand in: canonical DER (X.690 sections 8.1
 * and 10 to 11) to the last byte, each known extension to the last field, and nothing but
 * {@link org.lanyard.pki.path.parse.PathException} comes out.
 *
 * <p>The reader is our own, because what is refused here is the point of it: Bouncy Castle's is made to be generous, answers
 * some wrong shapes with unchecked exceptions, and is several times slower than the signature check that follows. Nothing
 * here judges trust or time.
 */
package org.lanyard.pki.path.parse;
