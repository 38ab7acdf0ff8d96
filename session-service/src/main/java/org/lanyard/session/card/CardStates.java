package org.lanyard.session.card;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
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
    /** How long a lost card can come back: a term's holidays and a week. Afterwards its holder gets another. */
    public static final Duration HOLD = Duration.ofDays(30);

    private final String lock;
    private final CertificateRegistry certificates;
    private final Ending ending;
    private final AuditLog audit;

    /** A card as its row says. */
    public record Card(UUID id, CardStatus status, Optional<UUID> holder) {}

    public CardStates(Engine engine, CertificateRegistry certificates, Ending ending, AuditLog audit) {
        this.lock = "SELECT status, since, lost_from, held_at, holder_id FROM card WHERE id = ?" + engine.forUpdate();
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
     * Takes a card away: it is refused everywhere from this commit on, and its sessions end with it. Lost can be taken back by
     * {@link #found}, the others cannot.
     *
     * @param to LOST, DAMAGED, RETURNED or RETIRED
     * @param why a sentence, without names of persons
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION
     * @throws PkiException as {@link CertificateRegistry#revoke}
     */
    public void revoke(Handle tx, UUID card, CardStatus to, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        if (to != CardStatus.LOST && !to.gone()) {
            throw new RefusedException(Reason.CARD_TRANSITION, to.code());
        }
        change(tx, card, to, at, actor, why);
    }

    /**
     * Brings a lost card back to what it was: active, or suspended.
     *
     * @return what it is now
     * @throws RefusedException CARD_UNKNOWN; CARD_TRANSITION if it is not lost; CARD_NEVER_ACTIVE if nobody had it yet,
     *     CARD_LOST_TOO_LONG after {@link #HOLD}, CARD_REPLACED if its holder has another
     */
    public CardStatus found(Handle tx, UUID card, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        Row row = locked(tx, card);
        if (row.status() != CardStatus.LOST) {
            throw new RefusedException(Reason.CARD_TRANSITION, row.status().code() + " is not lost");
        }
        CardStatus back = row.lostFrom().orElseThrow(() -> new RefusedException(Reason.CARD_NEVER_ACTIVE));
        change(tx, card, back, at, actor, why);
        return back;
    }

    /**
     * Moves a card to another state, and its certificates and sessions with it, as {@link CardStatus} says. Whatever is not
     * active has no session.
     *
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION; and out of LOST as {@link #found}
     * @throws PkiException as {@link CertificateRegistry#revoke} and {@code release}
     */
    public void change(Handle tx, UUID card, CardStatus to, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        Row from = locked(tx, card);
        if (!from.status().next().contains(to)) {
            throw new RefusedException(Reason.CARD_TRANSITION, from.status().code() + " to " + to.code());
        }
        if (from.status() == CardStatus.LOST && !to.gone()) {
            requireFindable(tx, card, from, to, at);
        }
        Optional<Instant> heldAt = follow(tx, card, from, to, at, actor, why);
        boolean couldComeBack = from.status() == CardStatus.ACTIVE || from.status() == CardStatus.SUSPENDED;
        // Lost and found again, it is suspended for the reason that it was.
        boolean sameReason = to == CardStatus.LOST || from.status() == CardStatus.LOST && to == CardStatus.SUSPENDED;
        Sql.update(
                tx,
                "UPDATE card SET status = ?, since = ?, lost_from = ?, held_at = ?"
                        + (sameReason ? "" : ", suspended_by = NULL") + " WHERE id = ?",
                to.code(),
                at,
                to == CardStatus.LOST && couldComeBack ? from.status().code() : null,
                heldAt.orElse(null),
                card);
        if (to != CardStatus.ACTIVE) {
            ending.ofCard(tx, card, EndReason.CARD_REVOKED, at, actor);
        }
        if (to == CardStatus.IN_STOCK) {
            Sql.update(tx, "UPDATE card SET holder_id = NULL WHERE id = ?", card);
        }
        if (to.gone()) {
            Sql.update(tx, "DELETE FROM card_puk WHERE card_id = ?", card);
        }
        tell(tx, card, to, at, actor, why);
    }

    /**
     * Suspends an active card because a rule says so. The row keeps which one: {@link #change} to ACTIVE is the office's way
     * back, and whoever releases by a rule takes those of the same rule alone.
     *
     * @param rule such as "roster:sims"
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION
     * @throws PkiException as {@link #change}
     */
    public void suspendBy(Handle tx, String rule, UUID card, Instant at, String actor, String why)
            throws RefusedException, PkiException {
        change(tx, card, CardStatus.SUSPENDED, at, actor, why);
        Sql.update(tx, "UPDATE card SET suspended_by = ? WHERE id = ?", rule, card);
    }

    /** Revokes whatever certificates a card has: those of a try to personalise it that failed. */
    void revokeCertificates(Handle tx, UUID card, Predicate<String> serials, Instant at, String actor, String why)
            throws PkiException {
        for (CertificateRow row : certificatesOf(tx, card)) {
            if (serials.test(row.id().serialHex())) {
                certificates.revoke(tx, row.id(), RevocationReason.CESSATION_OF_OPERATION, at, actor, why);
            }
        }
    }

    /** A card's certificates, whatever their status. */
    List<CertificateRow> certificatesOf(Handle tx, UUID card) {
        return certificates.list(tx, CertificateFilter.all().withSubject(new SubjectName.Card(card).text()));
    }

    private record Row(
            CardStatus status,
            Instant since,
            Optional<CardStatus> lostFrom,
            Optional<Instant> heldAt,
            Optional<String> holder) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    CardStatus.of(row.getString(1)),
                    Instant.ofEpochMilli(row.getLong(2)),
                    Optional.ofNullable(row.getString(3)).map(CardStatus::of),
                    Sql.instant(row, 4),
                    Optional.ofNullable(row.getString(5)));
        }
    }

    private Row locked(Handle tx, UUID card) throws RefusedException {
        return Sql.one(tx, lock, Row::read, card).orElseThrow(() -> new RefusedException(Reason.CARD_UNKNOWN));
    }

    private static void requireFindable(Handle tx, UUID card, Row lost, CardStatus to, Instant at)
            throws RefusedException {
        if (lost.lostFrom().isEmpty()) {
            throw new RefusedException(Reason.CARD_NEVER_ACTIVE);
        } else if (lost.lostFrom().get() != to) {
            throw new RefusedException(
                    Reason.CARD_TRANSITION, "it was " + lost.lostFrom().get().code());
        } else if (at.isAfter(lost.since().plus(HOLD))) {
            throw new RefusedException(Reason.CARD_LOST_TOO_LONG);
        } else if (hasAnother(tx, card, lost.holder())) {
            throw new RefusedException(Reason.CARD_REPLACED);
        }
    }

    private static boolean hasAnother(Handle tx, UUID card, Optional<String> holder) {
        return holder.isPresent()
                && !Sql.list(
                                tx,
                                "SELECT id FROM card WHERE holder_id = ? AND id <> ?"
                                        + " AND status IN ('personalised', 'active', 'suspended') LIMIT 1",
                                row -> row.getString(1),
                                holder.get(),
                                card)
                        .isEmpty();
    }

    /** When the certificates were put on hold, if they are now because of the card's state. */
    private Optional<Instant> follow(
            Handle tx, UUID card, Row from, CardStatus to, Instant at, String actor, String why) throws PkiException {
        switch (to.certificates()) {
            case AS_THEY_ARE -> {
                return from.heldAt();
            }
            case RELEASED -> {
                // What somebody else put on hold meanwhile, for a reason of theirs, stays so.
                for (CertificateRow row : certificatesOf(tx, card)) {
                    if (row.status() == CertificateStatus.HELD
                            && row.change().map(CertificateRow.StatusChange::at).equals(from.heldAt())) {
                        certificates.release(tx, row.id(), at, actor, why);
                    }
                }
                return Optional.empty();
            }
            case HELD -> {
                for (CertificateRow row : certificatesOf(tx, card)) {
                    certificates.revoke(tx, row.id(), RevocationReason.CERTIFICATE_HOLD, at, actor, why);
                }
                return from.heldAt().or(() -> Optional.of(at.truncatedTo(ChronoUnit.MILLIS)));
            }
            case REVOKED -> {
                revokeCertificates(tx, card, serial -> true, at, actor, why);
                return Optional.empty();
            }
        }
        throw new IllegalStateException(to.code());
    }

    private void tell(Handle tx, UUID card, CardStatus to, Instant at, String actor, String why) {
        audit.append(tx, AuditEvent.of(at, "card." + to.code(), actor, card.toString(), Map.of("why", why)));
    }
}
