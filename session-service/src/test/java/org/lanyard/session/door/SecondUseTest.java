package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanyard.session.door.InterleavingTest.await;
import static org.lanyard.session.door.InterleavingTest.door;
import static org.lanyard.session.door.InterleavingTest.opens;
import static org.lanyard.session.door.InterleavingTest.waits;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.door.InterleavingTest.Nodes;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/** A challenge presented twice at the same moment, at two nodes where the store lets there be two. */
@DisplayName("DESIGN, Challenges: consuming one writes a row, unique")
class SecondUseTest {
    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the first use has consumed it and not yet committed: the second waits, then is refused")
    void waitsAndIsRefused(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (Supplier<Revocations.Case> kind : Revocations.all(nodes.here())) {
                Revocations.Case one = kind.get();
                long opened = nodes.opened(one.person());
                CountDownLatch looked = new CountDownLatch(1);
                CountDownLatch goOn = new CountDownLatch(1);
                Door pausing = door(nodes.here(), (tx, id) -> {
                    looked.countDown();
                    await(goOn);
                    return nodes.here().certificates.lock(tx, id);
                });
                CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> opens(pausing, one.proof()));
                await(looked);
                CompletableFuture<Boolean> second =
                        CompletableFuture.supplyAsync(() -> opens(door(nodes.there()), one.proof()));
                assertTrue(waits(second), one.name());
                goOn.countDown();
                assertTrue(first.get(20, TimeUnit.SECONDS), one.name());
                assertFalse(second.get(20, TimeUnit.SECONDS), one.name());
                assertEquals(opened + 1, nodes.opened(one.person()), one.name());
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the first use is refused in the end: its consuming is undone with it, and the second opens")
    void undone(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            Revocations.Case one = Revocations.all(nodes.here()).get(0).get();
            CountDownLatch looked = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Door refusing = door(nodes.here(), (tx, id) -> {
                looked.countDown();
                await(goOn);
                return CertificateStatus.HELD;
            });
            CompletableFuture<Reason> first = CompletableFuture.supplyAsync(() -> reason(refusing, one.proof()));
            await(looked);
            CompletableFuture<Boolean> second =
                    CompletableFuture.supplyAsync(() -> opens(door(nodes.there()), one.proof()));
            assertTrue(waits(second));
            goOn.countDown();
            assertEquals(Reason.CARD_CERTIFICATE_NOT_GOOD, first.get(20, TimeUnit.SECONDS));
            assertTrue(second.get(20, TimeUnit.SECONDS));
            assertEquals(1, nodes.open(one.person()));
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the same proof over HTTP at two services at once opens one session")
    void sameProofTwice(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            UUID school = nodes.here().school();
            TestKiosk kiosk = nodes.here().kiosk(school);
            TestCard card = nodes.here().card(nodes.here().person("pupil", school));
            for (int i = 0; i < 5; i++) {
                String form = TestKiosk.form(kiosk.proof(card));
                List<Integer> answers = atOnce(
                        () -> nodes.here().http.form("/token", form).status(),
                        () -> nodes.there().http.form("/token", form).status());
                assertEquals(List.of(200, 400), answers);
                assertEquals(i + 1, nodes.here().count("login_session"));
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("two cards that signed the same challenge: one of them is let in")
    void twoCardsOneChallenge(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            House house = nodes.here();
            UUID school = house.school();
            TestKiosk kiosk = house.kiosk(school);
            for (int i = 0; i < 5; i++) {
                String challenge = kiosk.challenge();
                String left = house.card(house.person("pupil", school)).assertion(challenge, kiosk.id());
                String right = house.card(house.person("pupil", school)).assertion(challenge, kiosk.id());
                Proof.Tap first = new Proof.Tap(left, kiosk.beside(left, challenge));
                Proof.Tap second = new Proof.Tap(right, kiosk.beside(right, challenge));
                List<Boolean> opened =
                        atOnce(() -> opens(door(nodes.here()), first), () -> opens(door(nodes.there()), second));
                assertEquals(List.of(false, true), opened);
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("one card tapped at two kiosks at once: one session is left")
    void twoKiosks(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            House house = nodes.here();
            UUID school = house.school();
            UUID pupil = house.person("pupil", school);
            TestCard card = house.card(pupil);
            TestKiosk left = house.kiosk(school);
            TestKiosk right = house.kiosk(school);
            for (int i = 0; i < 5; i++) {
                Proof.Tap first = left.proof(card);
                Proof.Tap second = right.proof(card);
                assertEquals(
                        List.of(true, true),
                        atOnce(() -> opens(door(nodes.here()), first), () -> opens(door(nodes.there()), second)));
                assertEquals(1, nodes.open(pupil));
            }
        }
    }

    private static Reason reason(Door door, Proof proof) {
        try {
            door.open((Proof.Tap) proof);
            return null;
        } catch (RefusedException refused) {
            return refused.reason();
        }
    }

    /** Both answers, the smaller first: which of the two it was is chance. */
    private static <T extends Comparable<T>> List<T> atOnce(Supplier<T> one, Supplier<T> two) throws Exception {
        CompletableFuture<T> first = CompletableFuture.supplyAsync(one);
        CompletableFuture<T> second = CompletableFuture.supplyAsync(two);
        return List.of(first.get(20, TimeUnit.SECONDS), second.get(20, TimeUnit.SECONDS)).stream()
                .sorted()
                .toList();
    }
}
