/**
 * Invitations: how a person's first key comes to be theirs. A code of 80 random bits, kept as its SHA-256, once, for 14 days where it
 * travels as a letter, and then only together with a second code that came by another way.
 *
 * <p>The rule: opening one only marks which browser holds it; it is redeemed by the door, in the transaction that pins the
 * credential. Nothing that a former partner knows, such as a date of birth, is ever asked for. Whoever tries codes learns nothing
 * from the answers; whoever mistypes one loses nothing but a quarter of an hour.
 */
package org.lanyard.session.invitation;
