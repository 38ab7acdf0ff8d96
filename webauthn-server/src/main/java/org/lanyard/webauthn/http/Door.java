package org.lanyard.webauthn.http;

import org.lanyard.webauthn.WebAuthnException;

/** The session service's door, as far as a new credential has to ask it. */
@FunctionalInterface
interface Door {
    /**
     * Asks whether the door would take this registration, without using anything up.
     *
     * @param assertion of the ceremony CREATE
     * @throws WebAuthnException DOOR_REFUSED with the door's support code, DOOR_UNREACHABLE
     */
    void requireWelcome(String assertion) throws WebAuthnException;
}
