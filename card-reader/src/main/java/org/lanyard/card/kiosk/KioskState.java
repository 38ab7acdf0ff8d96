package org.lanyard.card.kiosk;

/** What the kiosk is doing, as the person in front of it would say it. One picture on the screen each. */
public enum KioskState {
    /** Not known yet whether reader and door work. */
    STARTING,
    /** The reader or the door can't be used; {@link Situation#trouble()} says which. Ends by itself. */
    OUT_OF_ORDER,
    /** Ready for a card. */
    IDLE,
    /** A card is being read; it has to stay where it is. */
    READING,
    /** This kiosk asks for a PIN, which a card takes on its contacts alone: the card was tapped and has to be put in. */
    PUT_IN,
    /** The PIN pad is shown. */
    PIN,
    /** The card signs and the door decides. */
    SIGNING_IN,
    /** A session is open in the browser. */
    WELCOME,
    /** A session ended, or a sign-in was called off. */
    GOODBYE,
    /** It didn't work; doing the same again may. */
    TRY_AGAIN,
    /** So few tries are left for the PIN that none is spent here: a grown-up has to help. */
    ASK_FOR_HELP,
    /** A session is open, and its owner's picture is all that is shown of it yet. */
    PICTURE,
    /** Whoever stands here says that the picture is another's: it is a grown-up's turn. */
    NOT_ME,
    /** The PIN is typed on the reader's own pad. */
    PIN_ON_READER,
    /** A lesson pass is typed or scanned, in place of a card that was forgotten. */
    PASS,
    /** The card whose PIN is to be changed has to be put in. */
    CHANGE_PUT_IN,
    /** The old PIN and the new one, twice, are typed. */
    CHANGE_PIN,
    /** As {@link #CHANGE_PIN}: the new PIN was one that others would guess. */
    PIN_TOO_EASY,
    /** The card changes its PIN. */
    CHANGING,
    /** It has. */
    PIN_CHANGED;

    /** Whether the door has a session open for this kiosk now. */
    boolean hasSession() {
        return this == WELCOME || this == PICTURE;
    }
}
