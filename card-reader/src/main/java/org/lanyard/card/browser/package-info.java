/**
 * The browser's process at a kiosk: started, watched, and changed for a fresh one after each pupil. Knows of a page that shows
 * sessions, nothing of what is shown.
 */
package org.lanyard.card.browser;
