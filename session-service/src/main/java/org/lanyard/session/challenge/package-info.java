/**
 * Challenges: stateless, bound to whom they were issued to and to what for, 2 minutes long.
 *
 * <p>The rule: this room makes and recognises them and knows nothing of who asks. That one is used once is the door's
 * business: consuming writes a row, issuing none.
 */
package org.lanyard.session.challenge;
