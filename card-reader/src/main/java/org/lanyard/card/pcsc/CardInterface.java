package org.lanyard.card.pcsc;

/** How the card is spoken to. What a PIV card allows depends on it (SP 800-73-5 part 1, table 2). */
public enum CardInterface {
    /** By its contacts: the card is put in and taken out. */
    CONTACT,
    /** By radio: the card is tapped; its leaving the field means nothing. */
    CONTACTLESS
}
