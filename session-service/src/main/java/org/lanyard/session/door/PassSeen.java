package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.assertion.VerifiedKioskAssertion;
import org.lanyard.session.challenge.Challenge;
import org.lanyard.session.pass.PassCode;

/**
 * What is known of a lesson pass before the store is asked.
 *
 * @param codeHash base64url of the SHA-256 of the code as it came
 * @param code empty where what was typed cannot be one
 */
record PassSeen(
        VerifiedKioskAssertion kiosk,
        Optional<Challenge> challenge,
        String codeHash,
        Optional<PassCode> code,
        Instant now) {
    String kioskId() {
        return kiosk.claims().kiosk().toString();
    }
}
