/**
 * {@code lanyard kiosks}: the office's list of kiosks, kept in one transaction with their certificates. Knows the service's
 * store and the authority's records; never a kiosk's key, which is made at the kiosk.
 */
package org.lanyard.dist.kiosk;
