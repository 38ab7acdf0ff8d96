package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.assertion.VerifiedCardAssertion;
import org.lanyard.pki.assertion.VerifiedKioskAssertion;
import org.lanyard.session.challenge.Challenge;

/** What is known of a tap before the store is asked. */
record TapSeen(VerifiedCardAssertion card, VerifiedKioskAssertion kiosk, Optional<Challenge> challenge, Instant now) {
    String kioskId() {
        return kiosk.claims().kiosk().toString();
    }
}
