package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.challenge.Purpose;
import org.lanyard.session.door.InterleavingTest.Nodes;
import org.lanyard.session.guardianship.Act;
import org.lanyard.session.guardianship.GuardianshipOffice;
import org.lanyard.session.house.Browser;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestKey;
import org.lanyard.session.house.TestKiosk;
import org.lanyard.session.recovery.Recoveries;
import org.lanyard.session.recovery.RecoveryGround;

@DisplayName("A recovery and what comes between, at two nodes")
class RecoveryRaceTest {
    private static String registration(Browser browser, RawHttp.Answer opened) {
        var told = TestKiosk.body(opened);
        return browser.registration(
                new TestKey(),
                told.get("challenge").textValue(),
                told.get("handle").textValue());
    }

    private static long keys(House house, UUID person) {
        return house.count("credential WHERE person_id = '" + person + "'");
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("two windows redeem one code at once: one key, one code less")
    void twoAtOnce(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            RecoveryGround ground = new RecoveryGround(nodes.here());
            List<String> codes = ground.codes(ground.parent.cookie());
            for (int round = 0; round < 3; round++) {
                Browser browser = new Browser(nodes.here());
                RawHttp.Answer opened = ground.openCode(browser, codes.get(round));
                String one = registration(browser, opened);
                String two = browser.registration(
                        new TestKey(),
                        nodes.here()
                                .doorParts
                                .challenges()
                                .issue(
                                        Purpose.REGISTRATION,
                                        browser.preSession,
                                        nodes.here().handleOf(ground.parent.id())),
                        nodes.here().handleOf(ground.parent.id()));
                long before = keys(nodes.here(), ground.parent.id());
                CompletableFuture<Integer> first =
                        CompletableFuture.supplyAsync(() -> browser.session(one).status());
                CompletableFuture<Integer> second =
                        CompletableFuture.supplyAsync(() -> browser.session(two).status());
                List<Integer> answers =
                        List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS)).stream()
                                .sorted()
                                .toList();
                assertEquals(List.of(200, 400), answers);
                assertEquals(before + 1, keys(nodes.here(), ground.parent.id()));
                assertEquals(round + 1, nodes.here().count("recovery_code WHERE used_at IS NOT NULL"));
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("cancelled while it is redeemed: it is the one or the other")
    void cancelled(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            RecoveryGround ground = new RecoveryGround(nodes.here());
            House there = nodes.there();
            for (int round = 0; round < 5; round++) {
                String code = ground.officeCode(ground.clerk.cookie(), ground.parent.id(), "keeps");
                Browser browser = new Browser(nodes.here());
                String proof = registration(browser, RecoveryGround.openInvitation(browser, code));
                UUID recovery = there.store
                        .read(h -> Recoveries.live(h, there.now()))
                        .get(0)
                        .id();
                long before = keys(there, ground.parent.id());
                CompletableFuture<Integer> redeemed = CompletableFuture.supplyAsync(
                        () -> browser.session(proof).status());
                CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> there.store.transact(tx ->
                        there.desk.recoveries().cancel(tx, recovery, there.now(), "office", "changed their mind")));
                boolean isCancelled = cancelled.get(60, TimeUnit.SECONDS);
                assertEquals(isCancelled ? 400 : 200, redeemed.get(60, TimeUnit.SECONDS));
                assertEquals(before + (isCancelled ? 0 : 1), keys(there, ground.parent.id()));
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName(
            "a restriction on another guardian of the child is written and not yet committed: the code waits, then is refused")
    void restrictedMeanwhile(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            RecoveryGround ground = new RecoveryGround(nodes.here());
            House there = nodes.there();
            UUID other = nodes.here().person("guardian", ground.school);
            Browser browser = new Browser(nodes.here());
            String proof = registration(
                    browser,
                    ground.openCode(
                            browser, ground.codes(ground.parent.cookie()).get(0)));
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Act act = new Act("office", there.now(), "order");
            CompletableFuture<Void> restriction = CompletableFuture.runAsync(() -> there.run(tx -> {
                new GuardianshipOffice(there.audit, new SecureRandom())
                        .restrict(tx, other, ground.child, there.now(), Optional.empty(), "order", act);
                written.countDown();
                InterleavingTest.await(goOn);
            }));
            InterleavingTest.await(written);
            long before = keys(nodes.here(), ground.parent.id());
            CompletableFuture<Integer> redeemed =
                    CompletableFuture.supplyAsync(() -> browser.session(proof).status());
            assertTrue(InterleavingTest.waits(redeemed), "it waits for the child's row");
            goOn.countDown();
            restriction.get(60, TimeUnit.SECONDS);
            assertEquals(400, redeemed.get(60, TimeUnit.SECONDS));
            assertEquals(before, keys(nodes.here(), ground.parent.id()));
        }
    }
}
