package org.lanyard.session.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

@DisplayName("A card comes to its holder, is lost, found, replaced; its keys and codes with it")
class CardLifeTest {
    private static final char[] PUK = "48151623".toCharArray();

    private TestStore data;
    private House house;
    private UUID school;
    private UUID pupil;
    private TestKiosk kiosk;
    private CardLife.Begun begun;

    /** Where it is tried. */
    TestStore store() {
        return TestStore.sqlite("pki", "session");
    }

    @BeforeEach
    void build() {
        data = store();
        house = new House(data.store());
        school = house.school();
        pupil = house.person("pupil", school);
        kiosk = house.kiosk(school);
    }

    @AfterEach
    void takeDown() {
        house.close();
        data.close();
    }

    @FunctionalInterface
    private interface Doing<T> {
        T in(org.jdbi.v3.core.Handle tx) throws Exception;
    }

    private <T> T done(Doing<T> doing) {
        List<T> out = new java.util.ArrayList<>();
        house.run(tx -> out.add(doing.in(tx)));
        return out.get(0);
    }

    private Reason refused(Doing<?> doing) {
        return assertThrows(RefusedException.class, () -> house.store.<Object, Exception>transact(doing::in))
                .reason();
    }

    private CardLife.Begun assign(boolean replacing) {
        return begun = done(tx -> house.life.assign(
                tx, new CardLife.Order(pupil, replacing, Optional.of("June")), house.now(), "office"));
    }

    private TestCard written(UUID card) {
        return new TestCard(house, card, house.issue(Profile.CARD_9E, new SubjectName.Card(card)));
    }

    private CardReceipt receipt(TestCard card) {
        var row = house.store
                .read(h -> house.certificates.find(h, house.idOf(card.key())))
                .orElseThrow();
        return new CardReceipt(
                card.id(), Map.of("9e", new CardReceipt.Key(row.id().serialHex(), row.keyHash())));
    }

    private Object personalised(org.jdbi.v3.core.Handle tx, CardReceipt receipt) throws Exception {
        house.life.personalised(tx, begun, receipt, PUK, house.now(), "office");
        return receipt;
    }

    private TestCard issued(boolean replacing) {
        TestCard card = written(assign(replacing).card());
        done(tx -> personalised(tx, receipt(card)));
        house.run(tx -> house.life.activate(tx, card.id(), house.now(), "office"));
        return card;
    }

    private CertificateStatus statusOf(SigningKey key) {
        return house.store
                .read(h -> house.certificates.find(h, house.idOf(key)))
                .orElseThrow()
                .status();
    }

    private void change(TestCard card, CardStatus to) {
        house.run(tx -> house.desk.cards().change(tx, card.id(), to, house.now(), "office", "a test"));
    }

    private CardStatus status(TestCard card) {
        return house.store.read(h -> Cards.find(h, card.id())).orElseThrow().status();
    }

    @Test
    @DisplayName("it opens nothing before it is active, and its history says who did what, when and why")
    void issued_opens() {
        TestCard card = written(assign(false).card());
        assertEquals(400, kiosk.tap(card).status());
        done(tx -> personalised(tx, receipt(card)));
        assertEquals(400, kiosk.tap(card).status());
        house.run(tx -> house.life.activate(tx, card.id(), house.now(), "office"));
        assertEquals(200, kiosk.tap(card).status());
        List<Cards.Happened> history = house.store.read(h -> Cards.history(house.audit, h, card.id()));
        assertEquals(
                List.of("card.assigned", "card.personalised", "card.active"),
                history.stream().map(Cards.Happened::what).toList());
        assertEquals("office", history.get(2).who());
        assertEquals("handed out", history.get(2).why());
    }

    @Test
    @DisplayName("an interrupted one is taken up again under the same id, and what it had got is revoked")
    void interrupted_isTakenUpAgain() {
        CardLife.Begun first = assign(false);
        TestCard half = written(first.card());
        CardLife.Begun second = assign(false);
        assertEquals(first.card(), second.card());
        house.run(tx -> house.life.startOver(tx, second, house.now(), "office"));
        assertEquals(CertificateStatus.REVOKED, statusOf(half.key()));
        assertEquals(Reason.CARD_RECEIPT, refused(tx -> personalised(tx, receipt(half))));
        TestCard whole = written(first.card());
        done(tx -> personalised(tx, receipt(whole)));
        CardLife.Begun last = assign(false);
        assertEquals(List.of(first.card(), CardStatus.PERSONALISED), List.of(last.card(), last.status()));
    }

    @Test
    @DisplayName(
            "of two who write a card at once the later has it; the earlier's certificates are revoked when it gives up")
    void takenOver_isRefused() {
        CardLife.Begun first = assign(false);
        TestCard theirs = written(first.card());
        CardReceipt receipt = receipt(theirs);
        assign(false);
        assertEquals(Reason.CARD_TAKEN_OVER, refused(tx -> {
            house.life.personalised(tx, first, receipt, PUK, house.now(), "office");
            return null;
        }));
        house.run(tx -> house.life.abandon(
                tx, first.card(), java.util.Set.of(receipt.keys().get("9e").serial()), house.now(), "office"));
        assertEquals(CertificateStatus.REVOKED, statusOf(theirs.key()));
    }

    @Test
    @DisplayName("a certificate that the receipt does not name is revoked with it: no orphan that is good")
    void unnamedCertificate_isRevoked() {
        assign(false);
        TestCard orphan = written(begun.card());
        TestCard card = written(begun.card());
        done(tx -> personalised(tx, receipt(card)));
        assertEquals(CertificateStatus.REVOKED, statusOf(orphan.key()));
        assertEquals(CertificateStatus.GOOD, statusOf(card.key()));
    }

    @Test
    @DisplayName("a receipt of another card's certificate, of no key, or of a key that is on another card is refused")
    void receipt_thatDoesNotFit_isRefused() {
        TestCard other = house.card(house.person("pupil", school));
        assign(false);
        TestCard card = written(begun.card());
        assertEquals(
                Reason.CARD_RECEIPT,
                refused(tx -> personalised(
                        tx, new CardReceipt(begun.card(), receipt(other).keys()))));
        assertEquals(Reason.CARD_RECEIPT, refused(tx -> personalised(tx, new CardReceipt(begun.card(), Map.of()))));
        house.sql(
                "INSERT INTO card_key (sha256, card_id, reference, serial, since) VALUES (?, ?, '9e', '00', 0)",
                receipt(card).keys().get("9e").sha256(),
                other.id());
        assertEquals(Reason.CARD_KEY_KNOWN, refused(tx -> personalised(tx, receipt(card))));
    }

    @Test
    @DisplayName("who has a card gets no second one by accident; who has left gets none")
    void secondCard_isRefused() {
        issued(false);
        assertEquals(
                Reason.CARD_HELD_ALREADY,
                refused(tx -> house.life.assign(
                        tx, new CardLife.Order(pupil, false, Optional.empty()), house.now(), "office")));
        house.sql("UPDATE person SET status = 'inactive' WHERE id = ?", pupil);
        assertEquals(
                Reason.HOLDER_INACTIVE,
                refused(tx -> house.life.assign(
                        tx, new CardLife.Order(pupil, true, Optional.empty()), house.now(), "office")));
    }

    @Test
    @DisplayName("a replaced card works until the new one is active, and is revoked in that commit")
    void replaced_isRevokedWithTheNewOne() {
        TestCard old = issued(false);
        assign(true);
        TestCard fresh = written(begun.card());
        assertNotEquals(old.id(), fresh.id());
        assertEquals(200, kiosk.tap(old).status());
        done(tx -> personalised(tx, receipt(fresh)));
        String session = TestKiosk.body(kiosk.tap(old)).get("access_token").textValue();
        house.run(tx -> house.life.activate(tx, fresh.id(), house.now(), "office"));
        assertEquals(CertificateStatus.REVOKED, statusOf(old.key()));
        assertEquals(CardStatus.RETIRED, status(old));
        assertEquals(401, kiosk.lease(session).status());
        assertEquals(
                List.of(400, 200),
                List.of(kiosk.tap(old).status(), kiosk.tap(fresh).status()));
    }

    @Test
    @DisplayName("lost is refused at once, its session over; found brings back what it was")
    void lost_thenFound() {
        TestCard card = issued(false);
        String session = TestKiosk.body(kiosk.tap(card)).get("access_token").textValue();
        change(card, CardStatus.LOST);
        assertEquals(CertificateStatus.HELD, statusOf(card.key()));
        assertEquals(
                List.of(401, 400),
                List.of(kiosk.lease(session).status(), kiosk.tap(card).status()));
        assertEquals(
                CardStatus.ACTIVE, done(tx -> house.desk.cards().found(tx, card.id(), house.now(), "office", "bag")));
        assertEquals(200, kiosk.tap(card).status());
        change(card, CardStatus.SUSPENDED);
        change(card, CardStatus.LOST);
        assertEquals(
                CardStatus.SUSPENDED,
                done(tx -> house.desk.cards().found(tx, card.id(), house.now(), "office", "bag")));
        assertEquals(CertificateStatus.HELD, statusOf(card.key()));
        change(card, CardStatus.ACTIVE);
        assertEquals(200, kiosk.tap(card).status());
    }

    @Test
    @DisplayName("found says why it cannot: not lost, never active, too long ago, replaced")
    void found_saysWhyItCannot() {
        TestCard card = issued(false);
        Doing<?> found = tx -> house.desk.cards().found(tx, card.id(), house.now(), "office", "bag");
        assertEquals(Reason.CARD_TRANSITION, refused(found));
        change(card, CardStatus.LOST);
        house.clock.move(CardStates.HOLD.plus(Duration.ofSeconds(1)));
        assertEquals(Reason.CARD_LOST_TOO_LONG, refused(found));
        house.clock.move(CardStates.HOLD.plus(Duration.ofSeconds(1)).negated());
        TestCard fresh = written(assign(false).card());
        done(tx -> personalised(tx, receipt(fresh)));
        assertEquals(Reason.CARD_REPLACED, refused(found));
        house.run(tx -> house.life.activate(tx, fresh.id(), house.now(), "office"));
        assertEquals(Reason.CARD_TRANSITION, refused(found));
        assertEquals(CertificateStatus.REVOKED, statusOf(card.key()));
        UUID stock = UUID.randomUUID();
        house.run(tx -> house.desk
                .cards()
                .add(tx, new CardStates.Card(stock, CardStatus.IN_STOCK, Optional.empty()), house.now(), "office"));
        house.run(tx -> house.desk.cards().change(tx, stock, CardStatus.LOST, house.now(), "office", "fell"));
        assertEquals(
                Reason.CARD_NEVER_ACTIVE,
                refused(tx -> house.desk.cards().found(tx, stock, house.now(), "office", "there")));
    }

    @Test
    @DisplayName("what somebody else put on hold is not released with the card")
    void holdOfAnother_stays() {
        TestCard card = issued(false);
        house.run(tx -> house.certificates.revoke(
                tx, house.idOf(card.key()), RevocationReason.CERTIFICATE_HOLD, house.now(), "pki", "batch"));
        house.clock.move(Duration.ofMinutes(1));
        change(card, CardStatus.LOST);
        done(tx -> house.desk.cards().found(tx, card.id(), house.now(), "office", "bag"));
        assertEquals(CertificateStatus.HELD, statusOf(card.key()));
        assertEquals(400, kiosk.tap(card).status());
    }

    @Test
    @DisplayName("cards come from the stock first, with their delivery's name")
    void stock_isUsedFirst() {
        house.run(tx -> house.life.stock(tx, 2, "Delivery 7", house.now(), "office"));
        begun = done(tx -> house.life.assign(tx, new CardLife.Order(pupil, false, Optional.empty()), house.now(), "x"));
        assertEquals(
                Optional.of("Delivery 7"),
                house.store.read(h -> Cards.find(h, begun.card())).orElseThrow().batch());
        assertEquals(Map.of(CardStatus.IN_STOCK, 1L, CardStatus.ASSIGNED, 1L), house.store.read(h -> Cards.counts(h)));
        assertEquals(Reason.CARD_STOCK_TOO_LARGE, refused(tx -> {
            house.life.stock(tx, 0, "x", house.now(), "office");
            return null;
        }));
    }

    @Test
    @DisplayName(
            "the sealed PUK is opened one at a time, with a trace; not for a card that is not in use; gone with the card")
    void puk_isSealed() {
        TestCard card = issued(false);
        byte[] sealed = house.store
                .read(h -> Sql.one(h, "SELECT sealed FROM card_puk", row -> row.getBytes(1)))
                .orElseThrow();
        assertFalse(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1).contains(new String(PUK)));
        Doing<char[]> open = tx -> house.puks.open(tx, card.id(), house.now(), "office", "three wrong PINs");
        assertArrayEquals(PUK, done(open));
        assertEquals(1, house.count("audit_row WHERE kind = 'card.puk-opened' AND facts LIKE '%three wrong PINs%'"));
        change(card, CardStatus.LOST);
        assertEquals(Reason.CARD_NOT_ACTIVE, refused(open));
        change(card, CardStatus.RETIRED);
        assertEquals(Reason.PUK_MISSING, refused(open));
        assertEquals(0, house.count("card_puk"));
        assertTrue(house.count("audit_row WHERE facts LIKE '%" + new String(PUK) + "%'") == 0);
    }
}
