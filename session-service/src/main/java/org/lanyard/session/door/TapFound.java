package org.lanyard.session.door;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.card.CardStatus;

/**
 * What the transaction found of a tap, all of it locked.
 *
 * @param fresh whether the challenge was consumed just now, for the first time
 * @param schools whether card's holder and kiosk have a school in common, and whether an active one
 */
record TapFound(
        boolean fresh,
        Optional<Card> card,
        Optional<Kiosk> kiosk,
        CertificateStatus cardCertificate,
        CertificateStatus kioskCertificate,
        Schools schools) {

    record Card(CardStatus status, Optional<UUID> holder, boolean holderActive) {}

    record Kiosk(boolean active) {}

    enum Schools {
        NONE_IN_COMMON,
        INACTIVE,
        ACTIVE
    }
}
