/**
 * What authorities outside say of their cards' status, asked over the network: OCSP within a time that a pupil does not notice,
 * revocation lists fetched beside. Only what an installation configures is ever asked, and always before a store's transaction,
 * never in it. Whatever is missing, late, stale or wrongly signed is not good.
 */
package org.lanyard.pki.path.outside;
