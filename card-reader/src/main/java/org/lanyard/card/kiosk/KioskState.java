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
    ASK_FOR_HELP
}
