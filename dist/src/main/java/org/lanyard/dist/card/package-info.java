/**
 * {@code lanyard card}: the office's work with cards, from the blank one to the one that is handed in. It composes what knows cards
 * and readers with what knows people and states; neither knows the other.
 */
package org.lanyard.dist.card;
