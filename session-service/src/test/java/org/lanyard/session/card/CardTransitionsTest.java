package org.lanyard.session.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;

@DisplayName("States and their transitions as one table: a test for each cell")
class CardTransitionsTest {
    /** From top to bottom, to from left to right, in the order of the states; x where there is a way. */
    private static final Map<CardStatus, String> TABLE = Map.of(
            //                       in as pe ac su lo da re rt
            CardStatus.IN_STOCK, "    .  x  .  .  .  x  x  .  x",
            CardStatus.ASSIGNED, "    x  .  x  .  .  x  x  .  x",
            CardStatus.PERSONALISED, ".  .  .  x  .  x  x  x  x",
            CardStatus.ACTIVE, "      .  .  .  .  x  x  x  x  x",
            CardStatus.SUSPENDED, "   .  .  .  x  .  x  x  x  x",
            CardStatus.LOST, "        .  .  .  x  .  .  x  x  x",
            CardStatus.DAMAGED, "     .  .  .  .  .  .  .  .  x",
            CardStatus.RETURNED, "    .  .  .  .  .  .  .  .  x",
            CardStatus.RETIRED, "     .  .  .  .  .  .  .  .  .");

    /** What becomes of a good certificate in each state. */
    private static final Map<CardStatus, CertificateStatus> CERTIFICATE = Map.of(
            CardStatus.IN_STOCK, CertificateStatus.REVOKED,
            CardStatus.ASSIGNED, CertificateStatus.GOOD,
            CardStatus.PERSONALISED, CertificateStatus.GOOD,
            CardStatus.ACTIVE, CertificateStatus.GOOD,
            CardStatus.SUSPENDED, CertificateStatus.HELD,
            CardStatus.LOST, CertificateStatus.HELD,
            CardStatus.DAMAGED, CertificateStatus.REVOKED,
            CardStatus.RETURNED, CertificateStatus.REVOKED,
            CardStatus.RETIRED, CertificateStatus.REVOKED);

    private static TestStore data;
    private static House house;

    @BeforeAll
    static void build() {
        data = TestStore.sqlite("pki", "session");
        house = new House(data.store());
    }

    @AfterAll
    static void takeDown() {
        house.close();
        data.close();
    }

    /** An active card that was put into a state, its certificate as the state has it. */
    private static TestCard card(CardStatus status) {
        TestCard card = house.card(house.person("pupil", house.school()));
        boolean held = CERTIFICATE.get(status) == CertificateStatus.HELD;
        house.sql(
                "UPDATE card SET status = ?, lost_from = ?, held_at = ? WHERE id = ?",
                status.code(),
                status == CardStatus.LOST ? "active" : null,
                held ? house.now() : null,
                card.id());
        if (CERTIFICATE.get(status) != CertificateStatus.GOOD) {
            RevocationReason reason =
                    held ? RevocationReason.CERTIFICATE_HOLD : RevocationReason.CESSATION_OF_OPERATION;
            house.run(tx ->
                    house.certificates.revoke(tx, house.idOf(card.key()), reason, house.now(), "office", "a test"));
        }
        return card;
    }

    private static CertificateStatus certificate(TestCard card) {
        return house.store
                .read(h -> house.certificates.find(h, house.idOf(card.key())))
                .orElseThrow()
                .status();
    }

    private static CardStatus status(UUID card) {
        return house.store.read(h -> Cards.find(h, card)).orElseThrow().status();
    }

    @TestFactory
    Stream<DynamicTest> eachCell() {
        return Stream.of(CardStatus.values())
                .flatMap(from -> Stream.of(CardStatus.values())
                        .map(to -> dynamicTest(from.code() + " to " + to.code(), () -> cell(from, to))));
    }

    private static void cell(CardStatus from, CardStatus to) throws Exception {
        TestCard card = card(from);
        CertificateStatus before = certificate(card);
        boolean way = TABLE.get(from).replace(" ", "").charAt(to.ordinal()) == 'x';
        long told = house.count("audit_row WHERE subject = '" + card.id() + "'");
        if (!way) {
            RefusedException refused = assertThrows(
                    RefusedException.class,
                    () -> house.store.<Void, Exception>transact(tx -> {
                        house.desk.cards().change(tx, card.id(), to, house.now(), "office", "a test");
                        return null;
                    }));
            assertEquals(Reason.CARD_TRANSITION, refused.reason());
            assertEquals(from, status(card.id()));
            assertEquals(before, certificate(card));
            return;
        }
        house.run(tx -> house.desk.cards().change(tx, card.id(), to, house.now(), "office", "a test"));
        assertEquals(to, status(card.id()));
        // What was revoked stays so, whatever becomes of the card.
        CertificateStatus after = before == CertificateStatus.REVOKED ? before : CERTIFICATE.get(to);
        assertEquals(after, certificate(card));
        assertTrue(house.count("audit_row WHERE subject = '" + card.id() + "'") > told);
    }

    @TestFactory
    @DisplayName("a card that is not active opens nothing, in whichever state")
    Stream<DynamicTest> onlyActiveOpens() {
        return Stream.of(CardStatus.values())
                .map(state -> dynamicTest(state.code(), () -> {
                    UUID school = house.school();
                    TestCard card = house.card(house.person("pupil", school));
                    house.sql("UPDATE card SET status = ? WHERE id = ?", state.code(), card.id());
                    int expected = state == CardStatus.ACTIVE ? 200 : 400;
                    assertEquals(expected, house.kiosk(school).tap(card).status());
                }));
    }
}
