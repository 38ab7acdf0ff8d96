/**
 * The room of the kiosk agent: it turns a card in a reader into a session in the kiosk's browser, and ends it again.
 *
 * <p>How it is built: what happens is a {@link org.lanyard.card.kiosk.KioskEvent}; {@link
 * org.lanyard.card.kiosk.Transitions} is a pure function from a {@link org.lanyard.card.kiosk.Situation} and an event to
 * the next situation and the {@link org.lanyard.card.kiosk.KioskAction}s to do; {@link
 * org.lanyard.card.kiosk.KioskAgent} takes one event at a time on one thread and has the actions done by the card's desk
 * and the door's desk, whose results come back as events. Nothing waits on that one thread.
 *
 * <p>Rule: no secret enters a situation, a display or a log: leases and hand-over codes stay at the door's desk and go to
 * the one browser; a PIN is bytes that are zeroed by whoever had them last. This room knows no person: a card is a UUID.
 */
package org.lanyard.card.kiosk;
