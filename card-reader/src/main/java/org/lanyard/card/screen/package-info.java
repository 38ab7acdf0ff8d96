/**
 * The room of the kiosk's screen: a page on this machine's loopback that shows what the agent does, takes a PIN, and opens
 * and closes the window in which the pupil's session is.
 *
 * <p>Rule: only one browser speaks with it, the one that was opened with the printed link: {@code Host} and {@code Origin}
 * are checked on each request, the link's token is spent on its first load, a cookie stands for it from then on, and the
 * hand-over code goes nowhere else. Nothing here knows who the pupil is.
 */
package org.lanyard.card.screen;
