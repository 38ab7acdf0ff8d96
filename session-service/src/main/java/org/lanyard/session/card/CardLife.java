package org.lanyard.session.card;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditEvent;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.Sql;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * How a card comes to its holder: assigned, personalised, active; each step one transaction, the caller's. The store is the
 * journal: whatever was interrupted stands there as assigned or personalised, and is taken up again from there. Nothing that is
 * not active opens anything, so there is no moment at which half a card is a card.
 */
public final class CardLife {
    private static final String INTERRUPTED = "personalising was interrupted";

    private final CardStates states;
    private final SealedPuks puks;
    private final AuditLog audit;
    private final String lockPerson;
    private final String fromStock;
    private final String lockCard;

    /**
     * A card for somebody.
     *
     * @param status how far it is: ASSIGNED or PERSONALISED
     * @param claim the word of whoever writes it now; the next who takes it up has another
     * @param batch what the office calls its delivery
     */
    public record Begun(UUID card, CardStatus status, String claim, Optional<String> batch) {}

    /**
     * Who is to get a card.
     *
     * @param replacing whether they have one that shall no longer count once the new one is active
     * @param batch what the office calls the delivery that the card is of
     */
    public record Order(UUID person, boolean replacing, Optional<String> batch) {}

    public CardLife(Engine engine, CardStates states, SealedPuks puks, AuditLog audit) {
        this.states = states;
        this.puks = puks;
        this.audit = audit;
        this.lockPerson = "SELECT status FROM person WHERE id = ?" + engine.forUpdate();
        this.fromStock =
                "SELECT id FROM card WHERE status = 'in-stock' ORDER BY since, id LIMIT 1" + engine.forUpdate();
        this.lockCard = "SELECT status, holder_id FROM card WHERE id = ?" + engine.forUpdate();
    }

    /** Writes blank cards down as they come from the maker. */
    public void stock(Handle tx, int count, String batch, Instant at, String actor) throws RefusedException {
        if (count < 1 || count > 10_000) {
            throw new RefusedException(Reason.CARD_STOCK_TOO_LARGE);
        }
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            states.add(tx, new CardStates.Card(id, CardStatus.IN_STOCK, Optional.empty()), at, actor);
            Sql.update(tx, "UPDATE card SET batch = ? WHERE id = ?", batch, id);
        }
    }

    /**
     * Says that somebody is to get a card. A card that was begun for them before is taken up again; else one from the stock is
     * taken, or one that nobody counted.
     *
     * @throws RefusedException HOLDER_INACTIVE (also where there is no such person), CARD_HELD_ALREADY
     */
    public Begun assign(Handle tx, Order order, Instant at, String actor) throws RefusedException, PkiException {
        String status = Sql.one(tx, lockPerson, row -> row.getString(1), order.person())
                .orElseThrow(() -> new RefusedException(Reason.HOLDER_INACTIVE));
        if (!status.equals("active")) {
            throw new RefusedException(Reason.HOLDER_INACTIVE);
        }
        List<CardRow> cards = Cards.of(tx, order.person());
        Optional<CardRow> begun = cards.stream()
                .filter(card -> card.status() == CardStatus.ASSIGNED || card.status() == CardStatus.PERSONALISED)
                .findFirst();
        if (begun.isPresent()) {
            return claimed(tx, begun.get().id(), begun.get().status());
        }
        boolean has = cards.stream()
                .anyMatch(card -> card.status() == CardStatus.ACTIVE || card.status() == CardStatus.SUSPENDED);
        if (has && !order.replacing()) {
            throw new RefusedException(Reason.CARD_HELD_ALREADY);
        }
        return claimed(tx, take(tx, order, at, actor), CardStatus.ASSIGNED);
    }

    private static Begun claimed(Handle tx, UUID card, CardStatus status) {
        String claim = UUID.randomUUID().toString();
        Sql.update(tx, "UPDATE card SET claim = ? WHERE id = ?", claim, card);
        Optional<String> batch = Cards.find(tx, card).flatMap(CardRow::batch);
        return new Begun(card, status, claim, batch);
    }

    private UUID take(Handle tx, Order order, Instant at, String actor) throws RefusedException, PkiException {
        Optional<UUID> blank = Sql.one(tx, fromStock, row -> UUID.fromString(row.getString(1)));
        UUID id = blank.orElseGet(UUID::randomUUID);
        if (blank.isPresent()) {
            states.change(tx, id, CardStatus.ASSIGNED, at, actor, "from the stock");
            Sql.update(tx, "UPDATE card SET holder_id = ? WHERE id = ?", order.person(), id);
        } else {
            states.add(tx, new CardStates.Card(id, CardStatus.ASSIGNED, Optional.of(order.person())), at, actor);
        }
        if (order.batch().isPresent()) {
            Sql.update(
                    tx, "UPDATE card SET batch = ? WHERE id = ?", order.batch().get(), id);
        }
        return id;
    }

    /** Revokes what earlier tries to personalise an assigned card got, before the next. */
    public void startOver(Handle tx, Begun begun, Instant at, String actor) throws RefusedException, PkiException {
        require(tx, begun.card(), CardStatus.ASSIGNED);
        requireClaim(tx, begun);
        states.revokeCertificates(tx, begun.card(), serial -> true, at, actor, INTERRUPTED);
    }

    /** Revokes what one try got that failed, whoever has the card now. @param serials lower-case hexadecimal */
    public void abandon(Handle tx, UUID card, Set<String> serials, Instant at, String actor) throws PkiException {
        states.revokeCertificates(tx, card, serials::contains, at, actor, INTERRUPTED);
    }

    /**
     * Takes in what personalising handed back, and the card's unblocking code. Certificates of the card that the receipt does
     * not name are left from tries that failed, and are revoked.
     *
     * @param puk the caller's to wipe
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION; CARD_TAKEN_OVER if another took the card up meanwhile;
     *     CARD_RECEIPT if a named certificate is not a good one of this card and key; CARD_KEY_KNOWN if a key is on another card
     */
    public void personalised(Handle tx, Begun begun, CardReceipt receipt, char[] puk, Instant at, String actor)
            throws RefusedException, PkiException {
        UUID card = begun.card();
        if (!receipt.card().equals(card)) {
            throw new RefusedException(Reason.CARD_RECEIPT, "another card");
        }
        require(tx, card, CardStatus.ASSIGNED);
        requireClaim(tx, begun);
        List<CertificateRow> issued = states.certificatesOf(tx, card);
        Set<String> named = new HashSet<>();
        for (Map.Entry<String, CardReceipt.Key> key : receipt.keys().entrySet()) {
            requireGood(issued, key.getValue());
            named.add(key.getValue().serial());
            Sql.update(tx, "DELETE FROM card_key WHERE card_id = ? AND reference = ?", card, key.getKey());
            int fresh = Sql.update(
                    tx,
                    "INSERT INTO card_key (sha256, card_id, reference, serial, since) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    key.getValue().sha256(),
                    card,
                    key.getKey(),
                    key.getValue().serial(),
                    at);
            if (fresh == 0) {
                throw new RefusedException(Reason.CARD_KEY_KNOWN, key.getKey());
            }
        }
        if (named.isEmpty()) {
            throw new RefusedException(Reason.CARD_RECEIPT, "no keys");
        }
        states.revokeCertificates(tx, card, serial -> !named.contains(serial), at, actor, INTERRUPTED);
        puks.seal(tx, card, puk, at);
        states.change(tx, card, CardStatus.PERSONALISED, at, actor, "complete");
    }

    /**
     * Lets a card in, and in the same commit retires whatever other card its holder had: those certificates are revoked.
     *
     * @throws RefusedException CARD_UNKNOWN, CARD_TRANSITION, HOLDER_INACTIVE
     */
    public void activate(Handle tx, UUID card, Instant at, String actor) throws RefusedException, PkiException {
        UUID holder = require(tx, card, CardStatus.PERSONALISED);
        String status = Sql.one(tx, lockPerson, row -> row.getString(1), holder).orElse("");
        if (!status.equals("active")) {
            throw new RefusedException(Reason.HOLDER_INACTIVE);
        }
        for (CardRow other : Cards.of(tx, holder)) {
            if (!other.id().equals(card) && !other.status().gone()) {
                states.change(tx, other.id(), CardStatus.RETIRED, at, actor, "replaced by " + card);
            }
        }
        states.change(tx, card, CardStatus.ACTIVE, at, actor, "handed out");
        audit.append(tx, AuditEvent.of(at, "person.card", actor, holder.toString(), Map.of("card", card.toString())));
    }

    private static void requireClaim(Handle tx, Begun begun) throws RefusedException {
        boolean ours = Sql.one(
                        tx,
                        "SELECT id FROM card WHERE id = ? AND claim = ?",
                        row -> row.getString(1),
                        begun.card(),
                        begun.claim())
                .isPresent();
        if (!ours) {
            throw new RefusedException(Reason.CARD_TAKEN_OVER);
        }
    }

    private static void requireGood(List<CertificateRow> issued, CardReceipt.Key key) throws RefusedException {
        boolean good = issued.stream()
                .anyMatch(row -> row.status() == CertificateStatus.GOOD
                        && row.id().serialHex().equals(key.serial())
                        && row.keyHash().equals(key.sha256()));
        if (!good) {
            throw new RefusedException(Reason.CARD_RECEIPT, "certificate");
        }
    }

    private UUID require(Handle tx, UUID card, CardStatus wanted) throws RefusedException {
        record Found(CardStatus status, Optional<UUID> holder) {}
        Found found = Sql.one(
                        tx,
                        lockCard,
                        row -> new Found(
                                CardStatus.of(row.getString(1)),
                                Optional.ofNullable(row.getString(2)).map(UUID::fromString)),
                        card)
                .orElseThrow(() -> new RefusedException(Reason.CARD_UNKNOWN));
        if (found.status() != wanted || found.holder().isEmpty()) {
            throw new RefusedException(Reason.CARD_TRANSITION, found.status().code() + ", not " + wanted.code());
        }
        return found.holder().get();
    }
}
