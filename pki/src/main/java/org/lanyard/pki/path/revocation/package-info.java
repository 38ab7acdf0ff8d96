/**
 * Whether certificates of a path are revoked: by revocation lists (RFC 5280 section 6.3, with deltas, indirect lists and lists
 * of some reasons) and by OCSP answers (RFC 6960) that were handed in or fetched by somebody else. Nothing here opens a
 * connection, and nothing that is missing, stale or wrongly signed ever counts as good.
 */
package org.lanyard.pki.path.revocation;
