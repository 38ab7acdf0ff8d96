package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.revocation.RootLists;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;

@DisplayName("RFC 5280 §5.1.2.5: the next list is there before nextUpdate")
class ListScheduleTest {
    private static final ListSchedule.Margins MARGINS = new ListSchedule.Margins(
            Duration.ofDays(2), Optional.of(Duration.ofHours(2)), Duration.ofMinutes(15), Duration.ofMillis(20));
    private static final RevocationLists.Validity VALIDITY =
            new RevocationLists.Validity(Duration.ofDays(7), Optional.of(Duration.ofHours(12)));

    @TempDir
    Path folder;

    private boolean broken;

    private ListSchedule schedule(TestResponder node) {
        return schedule(node, MARGINS);
    }

    private ListSchedule schedule(TestResponder node, ListSchedule.Margins margins) {
        return new ListSchedule(
                node.store,
                id -> {
                    if (broken) {
                        throw new PkiException(PkiReason.SIGNING_FAILED, "the token is gone");
                    }
                    return Optional.of(
                            RevocationLists.of(node.store, node.keys.issuingKey(), VALIDITY, node.clock, node.audit));
                },
                margins,
                node.clock,
                new Random());
    }

    private static long newest(TestResponder node, boolean delta) throws Exception {
        String issuer = node.lists().issuer();
        return node.store
                .read(h -> PublishedLists.newest(h, issuer, 0, delta))
                .orElseThrow()
                .number();
    }

    private static long entries(TestResponder node, boolean delta) throws Exception {
        String issuer = node.lists().issuer();
        return node.store
                .read(h -> PublishedLists.newest(h, issuer, 0, delta))
                .orElseThrow()
                .entries();
    }

    @StoreTest
    void signsWhatIsDue_andNothingElse(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        try (ListSchedule schedule = schedule(here)) {
            assertEquals(2, schedule.round().signed());
            assertEquals(0, schedule.round().signed());
            here.pass(Duration.ofHours(9));
            assertEquals(0, schedule.round().signed());
            here.pass(Duration.ofHours(1));
            assertEquals(1, schedule.round().signed());
            assertEquals(1, newest(here, false));
            assertEquals(3, newest(here, true));
            here.pass(Duration.ofHours(5 * 24 - 10));
            assertEquals(2, schedule.round().signed());
            assertTrue(schedule.health().isGood());
        }
    }

    @StoreTest
    @DisplayName("RFC 5280 §5: a change is on its lists soon, and many changes wait for one signing")
    void changes(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        try (ListSchedule schedule = schedule(here)) {
            X509Certificate lost = here.card();
            X509Certificate stolen = here.card();
            here.card();
            assertEquals(2, schedule.round().signed());
            here.pass(Duration.ofHours(1));
            assertEquals(0, schedule.round().signed(), "what is issued is no change");
            here.revoke(lost, RevocationReason.CERTIFICATE_HOLD);
            assertEquals(2, schedule.round().signed());
            assertEquals(1, entries(here, false));
            assertEquals(1, entries(here, true));
            here.pass(Duration.ofMinutes(14));
            here.revoke(stolen, RevocationReason.KEY_COMPROMISE);
            here.release(lost);
            assertEquals(0, schedule.round().signed(), "the lists are not a quarter of an hour old");
            here.pass(Duration.ofMinutes(1));
            assertEquals(2, schedule.round().signed());
            assertEquals(1, entries(here, false));
            here.pass(Duration.ofMinutes(15));
            assertEquals(0, schedule.round().signed());
        }
    }

    @StoreTest
    @DisplayName("RFC 5280 §5: a change is on the list of its shard and on the complete one, and others stay")
    void changeOfAShard(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        here.publishAt(new PublicationPoints(Optional.of(URI.create("http://pki.example")), 3));
        try (ListSchedule schedule = schedule(here)) {
            X509Certificate card = here.card();
            schedule.round();
            here.pass(Duration.ofMinutes(16));
            here.revoke(card, RevocationReason.CERTIFICATE_HOLD);
            assertEquals(4, schedule.round().signed());
            assertEquals(0, schedule.round().signed());
        }
    }

    @StoreTest
    void otherNodesLists_areNotDue(TestStore nodes) throws Exception {
        TestResponder one = TestResponder.on(nodes.store(), folder);
        TestResponder other = one.node(nodes.another());
        try (ListSchedule first = schedule(one);
                ListSchedule second = schedule(other)) {
            assertEquals(2, first.round().signed());
            assertEquals(0, second.round().signed());
        }
    }

    @StoreTest
    void failure_isToldAndTriedAgain(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        try (ListSchedule schedule = schedule(here)) {
            schedule.round();
            broken = true;
            here.pass(Duration.ofDays(6));
            ListSchedule.Health health = schedule.round();
            assertEquals(2, health.failed().size());
            assertTrue(
                    health.failed().get(0).endsWith("the token is gone"),
                    health.failed().toString());
            assertEquals(1, health.overdue().size(), "the delta has ended, the list has not");
            here.pass(Duration.ofDays(1));
            assertEquals(2, schedule.round().overdue().size());
            assertFalse(schedule.health().isGood());
            broken = false;
            assertEquals(2, schedule.round().signed());
            assertTrue(schedule.health().isGood());
        }
    }

    @StoreTest
    @DisplayName("a new shard's first list is there with its first certificate, not a round later")
    void newShard(TestStore nodes) throws Exception {
        TestResponder here = TestResponder.on(nodes.store(), folder);
        ListSchedule.Margins seldom =
                new ListSchedule.Margins(Duration.ofDays(2), Optional.empty(), Duration.ofDays(1), Duration.ofHours(1));
        try (ListSchedule schedule = schedule(here, seldom)) {
            schedule.round();
            schedule.start(Duration.ofHours(1));
            TestResponder elsewhere = here.node(nodes.another());
            elsewhere.publishAt(new PublicationPoints(Optional.of(URI.create("http://pki.example")), 3));
            elsewhere.card();
            String issuer = here.lists().issuer();
            for (int shard = 1; shard <= 3; shard++) {
                int wanted = shard;
                Awaitility.await()
                        .atMost(20, TimeUnit.SECONDS)
                        .until(() -> here.store
                                .read(h -> PublishedLists.newest(h, issuer, wanted, false))
                                .isPresent());
            }
        }
    }

    @StoreTest
    @DisplayName("a root's own list is watched: told of a month before its end, and once it is over")
    void root(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        String root = CertificateId.issuerId(here.keys.root());
        try (ListSchedule schedule = schedule(here)) {
            assertEquals(List.of(root), schedule.round().roots(), "there is none yet");
            assertTrue(schedule.health().isGood());
            rootList(here, 1);
            assertEquals(List.of(), schedule.round().roots());
            here.pass(Duration.ofDays(69));
            assertEquals(List.of(), schedule.round().roots());
            here.pass(Duration.ofDays(1));
            assertEquals(List.of(root), schedule.round().roots());
            assertTrue(schedule.health().isGood());
            here.pass(Duration.ofDays(30));
            assertEquals(List.of(root + "/0"), schedule.round().overdue());
            assertEquals(List.of(), schedule.health().roots());
            rootList(here, 2);
            schedule.round();
            assertEquals(List.of(), schedule.health().overdue());
            assertEquals(List.of(), schedule.health().roots());
        }
    }

    private static void rootList(TestResponder here, int number) throws Exception {
        byte[] list = RootLists.sign(
                here.keys.rootKey(),
                number,
                here.clock.instant(),
                here.clock.instant().plus(Duration.ofDays(100)),
                List.of());
        here.store.<PublishedList, PkiException>transact(tx -> PublishedLists.importSigned(tx, list, here.keys.root()));
    }

    @StoreTest
    void started_goesOnByItself(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        try (ListSchedule schedule = schedule(here).start()) {
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> schedule.health().at().isPresent());
            assertEquals(1, newest(here, false));
            here.pass(Duration.ofDays(6));
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> newest(here, false) > 2);
        }
    }
}
