package org.lanyard.session.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.session.Reason;
import org.lanyard.session.card.CardRow;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.card.Cards;
import org.lanyard.session.house.House;
import org.lanyard.session.house.LogCapture;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.roster.TestRoster.Pupil;

@DisplayName("Cards follow their holders through the roster")
class RosterCardsTest {

    /** A school's roster imported, with a kiosk at each of two schools, and a card for a pupil of the first. */
    private static final class Scene implements AutoCloseable {
        final House house;
        final Imports imports;
        final TestRoster roster = new TestRoster("a", "b").fill(8, "a").fill(2, "b");
        final TestKiosk kioskOfA;
        final TestKiosk kioskOfB;
        final TestCard card;

        Scene(Store store) {
            house = new House(store);
            imports = new Imports(house);
            run();
            kioskOfA = house.kiosk(school("a"));
            kioskOfB = house.kiosk(school("b"));
            card = house.card(imports.user("p0"));
        }

        RosterReport run() {
            RosterReport report = imports.run(roster.bundle());
            assertTrue(report.accepted(), () -> report.findings().toString());
            return report;
        }

        UUID school(String sourced) {
            return house.store
                    .read(h -> RosterIds.org(h, Imports.SOURCE, sourced))
                    .orElseThrow();
        }

        void change(CardStatus to) {
            house.run(tx -> house.desk.cards().change(tx, card.id(), to, house.now(), "office", "a test"));
        }

        CardRow row() {
            return house.store.read(h -> Cards.find(h, card.id())).orElseThrow();
        }

        CertificateStatus certificate() {
            return house.store
                    .read(h -> house.certificates.find(h, house.idOf(card.key())))
                    .orElseThrow()
                    .status();
        }

        String endReason() {
            return house.store
                    .read(h -> Sql.one(h, "SELECT end_reason FROM login_session", row -> row.getString(1)))
                    .orElseThrow();
        }

        String last() {
            List<Cards.Happened> history = house.store.read(h -> Cards.history(house.audit, h, card.id()));
            Cards.Happened last = history.get(history.size() - 1);
            return last.what() + " by " + last.who() + ": " + last.why();
        }

        @Override
        public void close() {
            house.close();
        }
    }

    @Nested
    @DisplayName("a leaver's card")
    class Leaver {
        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("is suspended with the import: certificates on hold, session ended; and back with its holder")
        void suspended_andReleased(Store store) {
            try (Scene scene = new Scene(store)) {
                assertEquals(200, scene.kioskOfA.tap(scene.card).status());
                Pupil gone = scene.roster.pupils.remove("p0");
                RosterReport report = scene.run();

                assertEquals(
                        List.of(new RosterCard(scene.card.id(), scene.imports.user("p0"))),
                        report.cards().suspended());
                assertEquals(
                        List.of(new SchoolCards(scene.school("a"), "Ysgol A", 1, 1)),
                        report.cards().schools());
                assertEquals(CardStatus.SUSPENDED, scene.row().status());
                assertEquals(CertificateStatus.HELD, scene.certificate());
                assertEquals("PERSON_ENDED", scene.endReason());
                assertEquals(400, scene.kioskOfA.tap(scene.card).status());
                assertEquals("card.suspended by roster:sims: left, says roster:sims", scene.last());

                scene.roster.pupils.put("p0", gone);
                assertEquals(
                        List.of(new RosterCard(scene.card.id(), scene.imports.user("p0"))),
                        scene.run().cards().released());
                assertEquals(CardStatus.ACTIVE, scene.row().status());
                assertEquals(CertificateStatus.GOOD, scene.certificate());
                assertEquals(200, scene.kioskOfA.tap(scene.card).status());
                assertEquals("card.active by roster:sims: back again, says roster:sims", scene.last());
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName(
                "is suspended too where the account stays and the last role at a school ended; not before it begins")
        void noRoleAnyMore(Store store) {
            try (Scene scene = new Scene(store)) {
                java.time.LocalDate today =
                        java.time.LocalDate.ofInstant(scene.house.now(), java.time.ZoneId.of("Europe/London"));
                scene.roster.pupils.put("p0", Pupil.at("b").from(today.plusDays(7)));
                scene.run();
                assertEquals(CardStatus.ACTIVE, scene.row().status(), "is to come");
                scene.roster.pupils.put("p0", Pupil.at("a").until(today));
                scene.run();
                assertEquals(CardStatus.SUSPENDED, scene.row().status(), "the end is exclusive");
                scene.roster.pupils.put("p0", Pupil.at("a").until(today.plusDays(1)));
                scene.run();
                assertEquals(CardStatus.ACTIVE, scene.row().status());
                scene.roster.pupils.put("p0", Pupil.at(TestRoster.COUNCIL));
                scene.run();
                assertEquals(CardStatus.SUSPENDED, scene.row().status(), "a council is no school");
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("that the office had suspended stays suspended when they are back")
        void officesWordStays(Store store) {
            try (Scene scene = new Scene(store)) {
                scene.change(CardStatus.SUSPENDED);
                Pupil gone = scene.roster.pupils.remove("p0");
                assertTrue(scene.run().cards().none());
                scene.roster.pupils.put("p0", gone);
                assertTrue(scene.run().cards().none());
                assertEquals(CardStatus.SUSPENDED, scene.row().status());
                assertEquals(CertificateStatus.HELD, scene.certificate());
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName(
                "lost and found meanwhile is still the roster's to release; lost before they left, it is found suspended")
        void lostAndFound(Store store) {
            try (Scene scene = new Scene(store)) {
                Pupil gone = scene.roster.pupils.remove("p0");
                scene.run();
                scene.change(CardStatus.LOST);
                scene.roster.pupils.put("p0", gone);
                assertTrue(scene.run().cards().none(), "lost is lost");
                scene.house.run(tx ->
                        scene.house.desk.cards().found(tx, scene.card.id(), scene.house.now(), "office", "in a bag"));
                assertEquals(CardStatus.SUSPENDED, scene.row().status());
                scene.run();
                assertEquals(CardStatus.ACTIVE, scene.row().status());

                scene.change(CardStatus.LOST);
                scene.roster.pupils.remove("p0");
                scene.run();
                scene.house.run(tx ->
                        scene.house.desk.cards().found(tx, scene.card.id(), scene.house.now(), "office", "in a bag"));
                assertEquals(400, scene.kioskOfA.tap(scene.card).status(), "its holder is gone");
                scene.run();
                assertEquals(CardStatus.SUSPENDED, scene.row().status(), "what could not follow then follows now");
            }
        }
    }

    @Nested
    @DisplayName("a card of who moved")
    class Moved {
        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("to another school stays as it is: kiosks there serve it, those of the old one do not any more")
        void school(Store store) {
            try (Scene scene = new Scene(store)) {
                assertEquals(200, scene.kioskOfA.tap(scene.card).status());
                refused(scene.kioskOfB, scene.card);
                CardRow before = scene.row();
                scene.roster.pupils.put("p0", Pupil.at("b"));
                assertTrue(scene.run().cards().none());

                assertEquals(before, scene.row());
                assertEquals(200, scene.kioskOfB.tap(scene.card).status());
                refused(scene.kioskOfA, scene.card);

                scene.roster.pupils.put("p0", Pupil.at("a", "b"));
                scene.run();
                assertEquals(200, scene.kioskOfA.tap(scene.card).status(), "at both");
                assertEquals(200, scene.kioskOfB.tap(scene.card).status(), "at both");
            }
        }

        private void refused(TestKiosk kiosk, TestCard card) {
            try (LogCapture log = new LogCapture()) {
                assertEquals(400, kiosk.tap(card).status());
                assertTrue(log.last().contains("reason=" + Reason.KIOSK_OF_ANOTHER_SCHOOL + " "), log.last());
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("to another class stays as it is, and its session goes on")
        void schoolClass(Store store) {
            try (House house = new House(store)) {
                Imports imports = new Imports(house);
                imports.run(Bundles.good());
                UUID school = house.store
                        .read(h -> RosterIds.org(h, Imports.SOURCE, "school"))
                        .orElseThrow();
                TestKiosk kiosk = house.kiosk(school);
                TestCard card = house.card(imports.user("p1"));
                String lease =
                        TestKiosk.body(kiosk.tap(card)).get("access_token").textValue();
                CardRow before = house.store.read(h -> Cards.find(h, card.id())).orElseThrow();
                RosterReport report = imports.run(
                        Bundles.good().replace("enrollments.csv", "e1,,,derwen,school,p1", "e1,,,onnen,school,p1"));

                assertEquals(1, report.changes().links());
                assertTrue(report.cards().none());
                assertEquals(
                        before, house.store.read(h -> Cards.find(h, card.id())).orElseThrow());
                assertEquals(200, kiosk.lease(lease).status());
            }
        }
    }

    @Nested
    @DisplayName("no more than 5 % of a school's active cards, and one in any case, are suspended without a second yes")
    class Brake {
        private RosterReport cards(Scene scene, int leavers, RosterOrder order) {
            for (int i = 0; i < leavers; i++) {
                scene.roster.pupils.remove("p" + i);
            }
            return scene.imports.run(order, scene.roster.bundle());
        }

        private void give(Scene scene, int pupils) {
            scene.roster.fill(pupils - scene.roster.pupils.size(), "a");
            scene.run();
            for (int i = 1; i < pupils; i++) {
                UUID holder = scene.imports.user("p" + i);
                scene.house.run(tx -> scene.house
                        .desk
                        .cards()
                        .add(
                                tx,
                                new org.lanyard.session.card.CardStates.Card(
                                        UUID.randomUUID(), CardStatus.ACTIVE, java.util.Optional.of(holder)),
                                scene.house.now(),
                                "office"));
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("two of 42 go; three more are refused with the number, and nothing is changed, until it is named")
        void fivePerCent(Store store) {
            try (Scene scene = new Scene(store)) {
                give(scene, 44);
                RosterOrder order = RosterOrder.of(Imports.SOURCE);
                RosterReport two = cards(scene, 2, order);
                assertTrue(two.accepted(), () -> two.findings().toString());
                assertEquals(
                        List.of(new SchoolCards(scene.school("a"), "Ysgol A", 42, 2)),
                        two.cards().schools());

                String before = scene.imports.wholeStore();
                RosterReport three = cards(scene, 5, order);
                assertEquals("[:0 TOO_MANY_CARDS]", three.findings().toString());
                assertEquals(
                        List.of(new SchoolCards(scene.school("a"), "Ysgol A", 40, 3)),
                        three.cards().schools());
                assertEquals(3, three.cards().suspended().size());
                for (long other : new long[] {0, 2, 4}) {
                    assertEquals(
                            "[:0 ANOTHER_NUMBER_OF_CARDS]",
                            cards(scene, 5, order.suspending(other)).findings().toString());
                }
                assertEquals(before, scene.imports.wholeStore());

                RosterReport named = cards(
                        scene, 5, new RosterOrder(Imports.SOURCE, false, java.util.OptionalLong.of(3), "cli:ada"));
                assertTrue(named.accepted(), () -> named.findings().toString());
                assertEquals(three.cards(), named.cards());
                assertEquals(
                        Map.of("cards-suspended", "3", "cards-released", "0", "second-yes", "3"),
                        scene.house.store.read(h -> scene.house.audit.about(h, "roster:sims", 0, 100)).stream()
                                .map(record -> record.event())
                                .filter(event -> event.actor().equals("cli:ada"))
                                .findFirst()
                                .orElseThrow()
                                .facts());
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("a school of two can lose one; a wrong number is refused even where none was needed")
        void floor(Store store) {
            try (Scene scene = new Scene(store)) {
                give(scene, 10);
                scene.roster.pupils.remove("p8");
                assertEquals(
                        "[:0 ANOTHER_NUMBER_OF_CARDS]",
                        scene.imports
                                .run(RosterOrder.of(Imports.SOURCE).suspending(2), scene.roster.bundle())
                                .findings()
                                .toString());
                assertEquals(
                        List.of(new SchoolCards(scene.school("b"), "Ysgol B", 2, 1)),
                        scene.run().cards().schools());
                scene.roster.pupils.remove("p0");
                scene.roster.pupils.remove("p1");
                assertEquals(
                        "[:0 TOO_MANY_CARDS]",
                        scene.imports.run(scene.roster.bundle()).findings().toString());
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("a bundle without many of the people goes through by the same yes, though none of them has a card")
        void peopleToo(Store store) {
            try (Scene scene = new Scene(store)) {
                for (int i = 1; i < 6; i++) {
                    scene.roster.pupils.remove("p" + i);
                }
                RosterReport refused = scene.imports.run(scene.roster.bundle());
                assertEquals(
                        "[users.csv:0 TOO_MANY_GONE (sourcedId)]",
                        refused.findings().toString());
                assertEquals(5, refused.changes().peopleGone(), "what it would");
                RosterOrder yes = RosterOrder.of(Imports.SOURCE).suspending(0);
                assertTrue(scene.imports.run(yes, scene.roster.bundle()).accepted());
                assertEquals(CardStatus.ACTIVE, scene.row().status());
            }
        }

        @StoreTest(migrations = {"pki", "session"})
        @DisplayName("a school that is closed loses all of its people's cards, so it is asked about")
        void closed(Store store) {
            try (Scene scene = new Scene(store)) {
                give(scene, 10);
                Bundles closing =
                        Bundles.delta(Map.of(RosterFile.ORGS, new String[] {"b,tobedeleted,2026-11-22T10:00:00Z,,,,"}));
                assertEquals(
                        "[:0 TOO_MANY_CARDS]",
                        scene.imports.run(closing).findings().toString());
                RosterReport yes =
                        scene.imports.run(RosterOrder.of(Imports.SOURCE).suspending(2), closing.bundle());
                assertTrue(yes.accepted(), () -> yes.findings().toString());
                assertEquals(CardStatus.ACTIVE, scene.row().status());
            }
        }
    }
}
