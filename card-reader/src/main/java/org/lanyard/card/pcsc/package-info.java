/**
 * The room of readers: what a reader is ({@link org.lanyard.card.pcsc.Reader}), and the one over PC/SC.
 *
 * <p>Rule: {@code javax.smartcardio} and its exceptions enter here and leave as a {@link
 * org.lanyard.card.apdu.CardException}. A reader recovers by itself from everything that ends by itself: service
 * stopped or restarted, reader unplugged, card pulled out, card held by another program. This room knows nothing of PIV.
 */
package org.lanyard.card.pcsc;
