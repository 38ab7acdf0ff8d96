/**
 * Who may see which child. Our own data: a roster only proposes, the office confirms, and a restriction wins over
 * everything.
 *
 * <p>The one rule: a guardian sees a child only while a guardianship of the two is confirmed and in time, no restriction
 * of the two is in force, and both people are active. Nothing in this room tells anybody why not.
 */
package org.lanyard.session.guardianship;
