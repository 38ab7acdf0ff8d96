package org.lanyard.session.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.RevocationFollower;

/** Ends the sessions of a card or at a kiosk in the commit that revokes one of its certificates, whoever revokes it. */
public final class EndedWithCertificate implements RevocationFollower {
    private static final String CARD = "urn:uuid:";

    private final Ending ending;

    public EndedWithCertificate(AuditLog audit) {
        this.ending = new Ending(audit);
    }

    @Override
    public void revoked(Handle tx, CertificateRow certificate, Instant at, String actor) {
        String subject = certificate.subject();
        if (certificate.profile() == Profile.CARD_9E || certificate.profile() == Profile.CARD_9A) {
            UUID card = UUID.fromString(subject.substring(CARD.length()));
            ending.ofCard(tx, card, EndReason.CARD_REVOKED, at, actor);
        } else if (certificate.profile() == Profile.KIOSK) {
            ending.ofKiosk(tx, subject, EndReason.KIOSK_SUSPENDED, at, actor);
        }
    }

    @Override
    public void revokedAll(Handle tx, List<CertificateRow> certificates, Instant at, String actor) {
        List<UUID> cards = new ArrayList<>();
        for (CertificateRow certificate : certificates) {
            if (certificate.profile().isCard()) {
                cards.add(UUID.fromString(certificate.subject().substring(CARD.length())));
            } else {
                revoked(tx, certificate, at, actor);
            }
        }
        ending.ofCards(tx, cards, EndReason.CARD_REVOKED, at, actor);
    }
}
