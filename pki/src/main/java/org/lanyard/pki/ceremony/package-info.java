/**
 * What is done with a root's key while it is mounted: issuing authorities are added, certified anew, rolled over and
 * withdrawn, and the root's own revocation list is signed.
 *
 * <p>Every ceremony leaves a transcript that the root signed: printed, kept beside the keys and in the store. The root's
 * key is opened for one ceremony and let go.
 */
package org.lanyard.pki.ceremony;
