/**
 * The room of the wire: commands, responses, status words (ISO/IEC 7816-4), and the one-method {@link
 * org.lanyard.card.apdu.Transport} with its decorators.
 *
 * <p>Rule: nothing here knows what an APDU means to an application. Every loop over what a card says is bounded, every
 * failure is a {@link org.lanyard.card.apdu.CardException} with a {@link org.lanyard.card.apdu.CardFault}, and no text
 * made here ever holds the data of a command or of a response. This is the ground floor of the module: it uses no other
 * room.
 */
package org.lanyard.card.apdu;
