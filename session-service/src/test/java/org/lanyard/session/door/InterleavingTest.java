package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.house.House;
import org.lanyard.session.house.TestCard;
import org.lanyard.session.house.TestKiosk;

/**
 * A sign-in and a revocation at the same moment, in forced orders: on both engines, on PostgreSQL with two nodes. Whatever the
 * order, either the sign-in is refused or its session is opened and then ended; never is a session of a revoked card left.
 */
@DisplayName("DESIGN, Revocation: it comes before and refuses, or after and ends")
class InterleavingTest {
    private static final long SOON = 300;

    /** Two nodes (one on SQLite), a pupil, and their card. */
    private record Scene(House one, House two, TestKiosk kiosk, TestCard card) implements AutoCloseable {
        static Scene of(TestStore data, Engine engine) {
            House one = new House(data.store());
            House two = engine == Engine.POSTGRESQL ? one.another(data.another()) : one;
            UUID school = one.school();
            return new Scene(one, two, one.kiosk(school), one.card(one.person("pupil", school)));
        }

        long open() {
            return one.count("login_session WHERE ended_at IS NULL");
        }

        @Override
        public void close() {
            one.close();
            if (two != one) {
                two.close();
            }
        }
    }

    private static Door door(House house, CertificateLock pausing) {
        Door.Parts p = house.doorParts;
        return new Door(
                new Door.Parts(
                        p.store(),
                        p.verifier(),
                        p.challenges(),
                        p.credentials(),
                        p.invitations(),
                        pausing,
                        p.opening(),
                        p.ending(),
                        p.clock()),
                SessionConfig.localhost(8080).doorPolicy());
    }

    private static void revoke(Scene scene) {
        scene.two()
                .run(tx -> scene.two()
                        .desk
                        .cards()
                        .revoke(
                                tx,
                                scene.card().id(),
                                CardStatus.LOST,
                                scene.two().now(),
                                "office",
                                "lost"));
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("revoked first: the sign-in is refused")
    void before(TestStore data, Engine engine) {
        try (Scene scene = Scene.of(data, engine)) {
            Proof.Tap proof = scene.kiosk().proof(scene.card());
            revoke(scene);
            assertEquals(400, scene.kiosk().token(proof).status());
            assertEquals(0, scene.open());
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("opened first: the revocation ends it")
    void after(TestStore data, Engine engine) {
        try (Scene scene = Scene.of(data, engine)) {
            assertEquals(200, scene.kiosk().tap(scene.card()).status());
            assertEquals(1, scene.open());
            revoke(scene);
            assertEquals(0, scene.open());
            assertEquals(1, scene.one().count("login_session WHERE end_reason = 'CARD_REVOKED'"));
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the sign-in has looked and not yet opened: the revocation waits, then ends the session")
    void between(TestStore data, Engine engine) throws Exception {
        try (Scene scene = Scene.of(data, engine)) {
            CountDownLatch looked = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Door door = door(scene.one(), (tx, id) -> {
                var status = scene.one().certificates.lock(tx, id);
                looked.countDown();
                await(goOn);
                return status;
            });
            Proof.Tap proof = scene.kiosk().proof(scene.card());
            CompletableFuture<Boolean> signIn = CompletableFuture.supplyAsync(() -> opens(door, proof));
            await(looked);
            CompletableFuture<Void> revocation = CompletableFuture.runAsync(() -> revoke(scene));
            assertTrue(waits(revocation), "the revocation waits for the row that the sign-in has locked");
            goOn.countDown();
            assertTrue(signIn.get(20, TimeUnit.SECONDS));
            revocation.get(20, TimeUnit.SECONDS);
            assertEquals(0, scene.open());
            assertEquals(1, scene.one().count("login_session"));
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the revocation has changed the card and not yet committed: the sign-in waits, then is refused")
    void during(TestStore data, Engine engine) throws Exception {
        try (Scene scene = Scene.of(data, engine)) {
            Proof.Tap proof = scene.kiosk().proof(scene.card());
            CountDownLatch changed = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CompletableFuture<Void> revocation =
                    CompletableFuture.runAsync(() -> scene.two().run(tx -> {
                        scene.two()
                                .desk
                                .cards()
                                .revoke(
                                        tx,
                                        scene.card().id(),
                                        CardStatus.LOST,
                                        scene.two().now(),
                                        "office",
                                        "lost");
                        changed.countDown();
                        await(goOn);
                    }));
            await(changed);
            Door door = new Door(
                    scene.one().doorParts, SessionConfig.localhost(8080).doorPolicy());
            CompletableFuture<Boolean> signIn = CompletableFuture.supplyAsync(() -> opens(door, proof));
            assertTrue(waits(signIn), "the sign-in waits for the row that the revocation has changed");
            goOn.countDown();
            revocation.get(20, TimeUnit.SECONDS);
            assertFalse(signIn.get(20, TimeUnit.SECONDS));
            assertEquals(0, scene.one().count("login_session"));
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the same proof at two nodes at once opens one session")
    void twice(TestStore data, Engine engine) throws Exception {
        try (Scene scene = Scene.of(data, engine)) {
            Door here = new Door(
                    scene.one().doorParts, SessionConfig.localhost(8080).doorPolicy());
            Door there = new Door(
                    scene.two().doorParts, SessionConfig.localhost(8080).doorPolicy());
            for (int i = 0; i < 10; i++) {
                Proof.Tap proof = scene.kiosk().proof(scene.card());
                long before = scene.one().count("login_session");
                CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> opens(here, proof));
                CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> opens(there, proof));
                assertTrue(first.get(20, TimeUnit.SECONDS) ^ second.get(20, TimeUnit.SECONDS));
                assertEquals(before + 1, scene.one().count("login_session"));
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("one card tapped at two kiosks at once: one session is left")
    void twoKiosks(TestStore data, Engine engine) throws Exception {
        try (Scene scene = Scene.of(data, engine)) {
            UUID school = scene.one().school();
            TestCard card = scene.one().card(scene.one().person("pupil", school));
            TestKiosk left = scene.one().kiosk(school);
            TestKiosk right = scene.one().kiosk(school);
            Door here = new Door(
                    scene.one().doorParts, SessionConfig.localhost(8080).doorPolicy());
            Door there = new Door(
                    scene.two().doorParts, SessionConfig.localhost(8080).doorPolicy());
            for (int i = 0; i < 10; i++) {
                Proof.Tap first = left.proof(card);
                Proof.Tap second = right.proof(card);
                CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> opens(here, first));
                CompletableFuture<Boolean> two = CompletableFuture.supplyAsync(() -> opens(there, second));
                assertTrue(one.get(20, TimeUnit.SECONDS) && two.get(20, TimeUnit.SECONDS));
                assertEquals(1, scene.open());
            }
        }
    }

    private static boolean opens(Door door, Proof.Tap proof) {
        try {
            door.open(proof);
            return true;
        } catch (RefusedException refused) {
            assertTrue(
                    refused.reason() == Reason.CARD_NOT_ACTIVE || refused.reason() == Reason.CHALLENGE_USED,
                    refused.getMessage());
            return false;
        }
    }

    /** Whether something is still under way after a while; on a slow machine it only proves less. */
    private static boolean waits(CompletableFuture<?> future) throws Exception {
        try {
            future.get(SOON, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException stillUnderWay) {
            return true;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
