/**
 * The room where a blank card becomes one of ours, known by an opaque id (SP 800-73-5 part 2, §3.2 and §3.3).
 *
 * <p>Rule: a card and a plan come in, a receipt goes out, and only if the card has shown with both keys that it is what
 * the receipt says. Whatever happens on the way, the next run begins again and ends with one valid set: before anything
 * of a card is changed, a note is put on it, sealed under the card master key, that says which management key and which
 * PUK it may have by then. Who will hold the card is not known here, and no secret is kept.
 */
package org.lanyard.card.personalise;
