/**
 * The room of judgement: what an issuer signed on a card (SP 800-73-5 part 1, FIPS 201-3 §4.2), read, verified and made.
 *
 * <p>Rule: the contents of containers and whom we trust come in, a judgement of each container goes out; nothing is
 * fetched, and the time is an argument. A card that is judged good has been issued so by somebody we trust: that the
 * card at hand is that card is shown by a signature alone ({@link org.lanyard.card.judge.KeyProof}). Bouncy Castle's CMS
 * stays in this room, and whatever it throws goes out as a {@link org.lanyard.card.apdu.CardException}.
 */
package org.lanyard.card.judge;
