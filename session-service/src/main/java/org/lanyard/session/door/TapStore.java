package org.lanyard.session.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.card.CardStatus;

/**
 * Gathers what a tap rests on, and locks it: the card for update (two taps of one card come one after the other), holder, kiosk
 * and school for share. Three statements in the good case; what is missing is looked for only once something is.
 */
final class TapStore {
    private static final String CARD_AND_KIOSK = "SELECT c.status, p.id, p.status, c.authority, k.status FROM card c"
            + " JOIN person p ON p.id = c.holder_id CROSS JOIN kiosk k WHERE c.id = ? AND k.client_id = ?";
    private static final String SCHOOL = "SELECT s.status FROM kiosk_school ks"
            + " JOIN person_school ps ON ps.school_id = ks.school_id JOIN school s ON s.id = ks.school_id"
            + " WHERE ks.client_id = ? AND ps.person_id = ?";

    private final CertificateLock certificates;
    private final InstantSource clock;
    private final String cardAndKiosk;
    private final String school;

    private record Both(TapFound.Card card, TapFound.Kiosk kiosk) {
        static Both read(ResultSet row) throws SQLException {
            TapFound.Card card = new TapFound.Card(
                    CardStatus.of(row.getString(1)),
                    Optional.of(UUID.fromString(row.getString(2))),
                    row.getString(3).equals("active"),
                    Optional.ofNullable(row.getString(4)));
            return new Both(card, new TapFound.Kiosk(row.getString(5).equals("active")));
        }
    }

    TapStore(Engine engine, CertificateLock certificates, InstantSource clock) {
        this.certificates = certificates;
        this.clock = clock;
        this.cardAndKiosk = CARD_AND_KIOSK + engine.forUpdate("c") + engine.forShare("p, k");
        this.school = SCHOOL + engine.forShare();
    }

    TapFound find(Handle tx, TapSeen seen) {
        boolean fresh = ChallengeStore.consume(tx, seen.challenge());
        String cardId = seen.card().claims().card().toString();
        Optional<Both> both = Sql.one(tx, cardAndKiosk, Both::read, cardId, seen.kioskId());
        // Where the two are not found together, what lacks is the card, its holder, or else the kiosk.
        Optional<TapFound.Card> card = both.map(Both::card).or(() -> Sql.one(tx, SINGLE_CARD, TapStore::card, cardId));
        return new TapFound(
                fresh,
                card,
                seen.card().leaf().outside(),
                both.map(Both::kiosk),
                cardCertificate(tx, seen),
                certificates.lock(tx, seen.kiosk().leaf().id()),
                schools(tx, seen.kioskId(), card.flatMap(TapFound.Card::holder)));
    }

    /**
     * Our own cards' status is read and locked here. What an outside authority said was asked for before, and counts here only
     * while it is fresh.
     */
    private CertificateStatus cardCertificate(Handle tx, TapSeen seen) {
        if (seen.card().leaf().outside().isEmpty()) {
            return certificates.lock(tx, seen.card().leaf().id());
        }
        Instant now = clock.instant();
        return seen.standing().filter(said -> now.isBefore(said.until())).isPresent()
                ? CertificateStatus.GOOD
                : CertificateStatus.UNKNOWN;
    }

    private static final String SINGLE_CARD =
            "SELECT c.status, p.id, p.status, c.authority FROM card c LEFT JOIN person p ON p.id = c.holder_id WHERE c.id = ?";

    private static TapFound.Card card(ResultSet row) throws SQLException {
        Optional<UUID> holder = Optional.ofNullable(row.getString(2)).map(UUID::fromString);
        return new TapFound.Card(
                CardStatus.of(row.getString(1)),
                holder,
                "active".equals(row.getString(3)),
                Optional.ofNullable(row.getString(4)));
    }

    private TapFound.Schools schools(Handle tx, String kiosk, Optional<UUID> holder) {
        if (holder.isEmpty()) {
            return TapFound.Schools.NONE_IN_COMMON;
        }
        // One or two; sorting them in the store would cost more than the look-up.
        List<String> statuses = Sql.list(
                tx, school, row -> row.getString(1), kiosk, holder.get().toString());
        if (statuses.isEmpty()) {
            return TapFound.Schools.NONE_IN_COMMON;
        }
        return statuses.contains("active") ? TapFound.Schools.ACTIVE : TapFound.Schools.INACTIVE;
    }
}
