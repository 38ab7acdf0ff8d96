package org.lanyard.session.card;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.login.EndReason;
import org.lanyard.session.login.Ending;

/**
 * Changes the state of cards. Each change is one transaction, the caller's: card, certificates and sessions together, and an
 * audit row. The card's row is locked first, as at the door, so that a sign-in comes before (and is ended) or after (and is
 * refused).
 */
public final class CardStates {
    private final String lock;
    private final CertificateRegistry certificates;
    private final Ending ending;
    private final AuditLog audit;

    /** A card as its row says. */
    public record Card(UUID id, CardStatus status, Optional<UUID> holder) {}

    public CardStates(Engine engine, CertificateRegistry certificates, Ending ending, AuditLog audit) {
        this.lock = "SELECT status FROM card WHERE id = ?" + engine.forUpdate();
        this.certificates = certificates;
        this.ending = ending;
        this.audit = audit;
    }

    /** Writes a card down that was not known before, in the state that it is in. */
    public void add(Handle tx, Card card, Instant at, String actor) {
        Sql.update(
                tx,
                "INSERT INTO card (id, status, holder_id, since) VALUES (?, ?, ?, ?)",
                card.id(),
                card.status().code(),
                card.holder().orElse(null),
                at);
        tell(tx, card.id(), card.status(), at, actor, "added");
    }

    /**
     * Writes a card of an outside authority down: its holder can sign in with certificates of that authority from then on, and
     * with nobody else's.
     *
     * @param authority its label in the configuration
     */
    public void addOutside(Handle tx, Card card, String authority, Instant at, String actor) {
        add(tx, card, at, actor);
        Sql.update(tx, "UPDATE card SET authority = ? WHERE id = ?", authority, card.id());
    }

    public Optional<Card> find(Handle h, UUID card) {
        return Sql.one(
                h,
                "SELECT status, holder_id FROM card WHERE id = ?",
                row -> new Card(
                        card,
                        CardStatus.of(row.getString(1)),
                        Optional.ofNullable(row.getString(2)).map(UUID::fromString)),
                card);
    }

    /**
     * Takes a card away for ever: its certificates are revoked and its sessions end with it.
     *
     * @param to LOST, DAMAGED, RETURNED or RETIRED
     * @param why a sentence, without names of persons
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION
     * @throws PkiException as {@link CertificateRegistry#revoke}
     */
    public void revoke(Handle tx, UUID card, CardStatus to, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        if (!to.gone()) {
            throw new RefusedException(Reason.CARD_TRANSITION, to.code());
        }
        change(tx, card, to, at, actor, why);
    }

    /**
     * Moves a card to another state, and its certificates and sessions with it: suspended means on hold, active again means
     * released, and whatever is {@link CardStatus#gone} means revoked. Whatever is not active has no session.
     *
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION
     * @throws PkiException as {@link CertificateRegistry#revoke} and {@code release}
     */
    public void change(Handle tx, UUID card, CardStatus to, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        CardStatus from = Sql.one(tx, lock, row -> CardStatus.of(row.getString(1)), card)
                .orElseThrow(() -> new RefusedException(Reason.CARD_UNKNOWN));
        if (!from.next().contains(to)) {
            throw new RefusedException(Reason.CARD_TRANSITION, from.code() + " to " + to.code());
        }
        Sql.update(tx, "UPDATE card SET status = ?, since = ? WHERE id = ?", to.code(), at, card);
        String subject = new SubjectName.Card(card).text();
        for (CertificateRow row : certificates.list(tx, CertificateFilter.all().withSubject(subject))) {
            follow(tx, row, to, at, actor, why);
        }
        if (to != CardStatus.ACTIVE) {
            ending.ofCard(tx, card, EndReason.CARD_REVOKED, at, actor);
        }
        tell(tx, card, to, at, actor, why);
    }

    private void follow(Handle tx, CertificateRow row, CardStatus to, Instant at, String actor, String why)
            throws PkiException {
        if (to.gone()) {
            RevocationReason reason = to == CardStatus.LOST
                    ? RevocationReason.PRIVILEGE_WITHDRAWN
                    : RevocationReason.CESSATION_OF_OPERATION;
            certificates.revoke(tx, row.id(), reason, at, actor, why);
        } else if (to == CardStatus.SUSPENDED) {
            certificates.revoke(tx, row.id(), RevocationReason.CERTIFICATE_HOLD, at, actor, why);
        } else if (to == CardStatus.ACTIVE && row.status() == CertificateStatus.HELD) {
            certificates.release(tx, row.id(), at, actor, why);
        }
    }

    private void tell(Handle tx, UUID card, CardStatus to, Instant at, String actor, String why) {
        audit.append(tx, AuditEvent.of(at, "card." + to.code(), actor, card.toString(), Map.of("why", why)));
    }
}
