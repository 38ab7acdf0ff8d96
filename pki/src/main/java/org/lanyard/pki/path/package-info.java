/**
 * Judging a certificate that somebody presents: a leaf directly under a listed issuing authority.
 *
 * <p>Only the validator can make a {@code VerifiedLeaf}. Time is an argument. Revocation is not judged here: the door
 * reads it in the transaction that depends on it. No network, ever.
 */
package org.lanyard.pki.path;
