package org.lanyard.webauthn.report;

import org.lanyard.webauthn.WebAuthnException;

/** The session service's door, as far as reports go. */
@FunctionalInterface
public interface ReportDoor {
    /**
     * Hands a report over.
     *
     * @param report a JWT
     * @throws WebAuthnException DOOR_REFUSED where the door does not want it, DOOR_UNREACHABLE where it could not take it
     */
    void report(String report) throws WebAuthnException;
}
