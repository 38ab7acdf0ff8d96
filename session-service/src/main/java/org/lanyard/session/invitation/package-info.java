/**
 * Invitations: how a person's first key comes to be theirs. A code of 80 random bits, kept as its SHA-256, for 14 days, once.
 *
 * <p>The rule: opening one only marks which browser holds it; it is redeemed by the door, in the transaction that pins the
 * credential.
 */
package org.lanyard.session.invitation;
