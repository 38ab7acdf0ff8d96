package org.lanyard.session.invitation;

/** How a second code comes to its person: never by the letter, and never to an address that whoever redeems has typed. */
public enum SecondCodeChannel {
    /** The office tells it, face to face or by telephone, to whom it knows. */
    TOLD,

    /** By mail to the contact that the school holds. */
    MAIL
}
