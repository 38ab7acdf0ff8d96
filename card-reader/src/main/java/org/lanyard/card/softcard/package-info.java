/**
 * The room of the card in software: a PIV card for the demo and for tests, in this process ({@link
 * org.lanyard.card.softcard.SoftReader}) or in a virtual reader of PC/SC ({@link org.lanyard.card.softcard.VpcdCard}).
 *
 * <p>Rule: it behaves as a card does, down to 61xx and 6Cxx. Of the PIV room it uses the names of keys and algorithms
 * alone and builds its data objects by itself: one piece of code on both sides would hide its own mistakes. Its keys lie in a file, so it proves less than a card: never issue one to a person.
 */
package org.lanyard.card.softcard;
