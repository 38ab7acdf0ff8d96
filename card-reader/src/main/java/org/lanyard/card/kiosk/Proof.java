package org.lanyard.card.kiosk;

/** What this kiosk asks of a card. */
public enum Proof {
    /** The card authentication key (9E): the card alone. */
    TAP,
    /** The PIV authentication key (9A): the card on its contacts, and its PIN. */
    PIN
}
