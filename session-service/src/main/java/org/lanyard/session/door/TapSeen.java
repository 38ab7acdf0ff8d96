package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.assertion.VerifiedCardAssertion;
import org.lanyard.pki.assertion.VerifiedKioskAssertion;
import org.lanyard.pki.path.outside.Standing;
import org.lanyard.session.challenge.Challenge;

/**
 * What is known of a tap before the store is asked.
 *
 * @param standing what an outside authority said of its card; empty for our own, whose status is in the store
 */
record TapSeen(
        VerifiedCardAssertion card,
        VerifiedKioskAssertion kiosk,
        Optional<Challenge> challenge,
        Optional<Standing> standing,
        Instant now) {

    /** The same, and what an outside authority said of its card. */
    TapSeen with(Standing said) {
        return new TapSeen(card, kiosk, challenge, Optional.of(said), now);
    }

    String kioskId() {
        return kiosk.claims().kiosk().toString();
    }
}
