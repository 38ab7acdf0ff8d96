/**
 * Registered clients: services that may ask about tokens. A client is its id and the SHA-256 of a secret of 256 bits.
 */
package org.lanyard.session.client;
