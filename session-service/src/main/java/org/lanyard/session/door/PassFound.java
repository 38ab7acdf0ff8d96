package org.lanyard.session.door;

import java.time.Instant;
import java.util.Optional;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.pass.Pass;
import org.lanyard.session.pass.PassPlace;

/**
 * What the transaction found of a pass and of the kiosk that brings it, all of it locked.
 *
 * @param fresh whether the challenge was consumed just now, for the first time
 * @param triesLeft whether this kiosk may still try a code
 */
record PassFound(
        boolean fresh,
        Optional<Kiosk> kiosk,
        CertificateStatus kioskCertificate,
        boolean triesLeft,
        Optional<Pass> pass,
        boolean holderActive,
        TapFound.Schools schools,
        Instant now) {

    boolean isIn(PassPlace place) {
        return kiosk.filter(here -> place instanceof PassPlace.AtKiosk at
                        ? at.clientId().toString().equals(here.clientId())
                        : here.room().equals(Optional.of(((PassPlace.InRoom) place).room())))
                .isPresent();
    }

    /** @param room empty where it stands in none */
    record Kiosk(String clientId, boolean active, Optional<String> room) {}
}
