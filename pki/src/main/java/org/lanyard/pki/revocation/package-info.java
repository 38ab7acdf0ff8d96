/**
 * What became of each certificate: its record, its status, and the signed list that tells the world.
 *
 * <p>A record exists before its signature does, and a status is read and written in the caller's own transaction, so
 * that opening a session and revoking a certificate come one after the other. Status is looked up in the store's index,
 * never in a CRL, and no copy of it is kept in memory.
 */
package org.lanyard.pki.revocation;
