/**
 * The room of the tap: from a card in the reader to an assertion that the card has signed.
 *
 * <p>Rule: the order of the steps is here and nowhere else, with as few APDUs as a card allows. What is in the assertion
 * is the caller's to say; who the card belongs to, and whether its certificate is to be believed, is the door's.
 */
package org.lanyard.card.tap;
