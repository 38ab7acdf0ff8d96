/**
 * Registered kiosks: which client, from which origin its screen hands sessions over, and which schools it may serve. What a
 * kiosk proves itself with is a certificate; this room only says what it may then do.
 */
package org.lanyard.session.kiosk;
