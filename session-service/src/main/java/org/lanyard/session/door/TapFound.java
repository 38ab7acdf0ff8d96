package org.lanyard.session.door;

import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.session.card.CardStatus;

/**
 * What the transaction found of a tap, all of it locked.
 *
 * @param fresh whether the challenge was consumed just now, for the first time
 * @param issuedBy the outside authority whose certificate the card showed; empty for one of our own
 * @param schools whether card's holder and kiosk have a school in common, and whether an active one
 */
record TapFound(
        boolean fresh,
        Optional<Card> card,
        Optional<String> issuedBy,
        Optional<Kiosk> kiosk,
        CertificateStatus cardCertificate,
        CertificateStatus kioskCertificate,
        Schools schools) {

    /** @param authority the outside authority that it was registered for; empty for a card of our own */
    record Card(CardStatus status, Optional<UUID> holder, boolean holderActive, Optional<String> authority) {}

    record Kiosk(boolean active) {}

    enum Schools {
        NONE_IN_COMMON,
        INACTIVE,
        ACTIVE
    }
}
