package org.lanyard.session.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.lanyard.pki.store.Engine;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;
import org.lanyard.session.config.SessionConfig;
import org.lanyard.session.house.House;

/**
 * A sign-in and what takes its ground away at the same moment, in every order that there is, forced: on both engines, on
 * PostgreSQL with the sign-in at one node and the revocation at another. Whatever the order, either the sign-in is refused or
 * its session is opened and then ended; never does a session live once the revocation has returned.
 */
@DisplayName("DESIGN, Revocation: it comes before and refuses, or after and ends")
class InterleavingTest {
    private static final long SOON = 150;
    private static final Set<Reason> RIGHTLY = Set.of(
            Reason.CARD_CERTIFICATE_NOT_GOOD,
            Reason.KIOSK_CERTIFICATE_NOT_GOOD,
            Reason.CARD_NOT_ACTIVE,
            Reason.KIOSK_SUSPENDED,
            Reason.HOLDER_INACTIVE,
            Reason.CREDENTIAL_NOT_ACTIVE,
            Reason.CHALLENGE_USED);

    /** Two nodes on the same data; one on SQLite, which one process alone may write. */
    record Nodes(House here, House there) implements AutoCloseable {
        static Nodes of(TestStore data, Engine engine) {
            House here = new House(data.store());
            return new Nodes(here, engine == Engine.POSTGRESQL ? here.another(data.another()) : here);
        }

        long open(UUID person) {
            return there.count("login_session WHERE ended_at IS NULL AND person_id = '" + person + "'");
        }

        long opened(UUID person) {
            return there.count("login_session WHERE person_id = '" + person + "'");
        }

        @Override
        public void close() {
            here.close();
            if (there != here) {
                there.close();
            }
        }
    }

    static Door door(House house, CertificateLock certificates) {
        Door.Parts p = house.doorParts;
        return new Door(
                new Door.Parts(
                        p.store(),
                        p.verifier(),
                        p.challenges(),
                        p.credentials(),
                        p.invitations(),
                        p.recoveries(),
                        certificates,
                        p.standings(),
                        p.opening(),
                        p.ending(),
                        p.clock()),
                SessionConfig.localhost(8080).doorPolicy());
    }

    static Door door(House house) {
        return door(house, house.doorParts.certificates());
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("revoked first: the sign-in is refused")
    void before(TestStore data, Engine engine) {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (Supplier<Revocations.Case> kind : Revocations.all(nodes.here())) {
                Revocations.Case one = kind.get();
                long opened = nodes.opened(one.person());
                one.revoke(nodes.there());
                assertFalse(opens(door(nodes.here()), one.proof()), one.name());
                assertEquals(opened, nodes.opened(one.person()), one.name());
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("opened first: the revocation ends it")
    void after(TestStore data, Engine engine) {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (Supplier<Revocations.Case> kind : Revocations.all(nodes.here())) {
                Revocations.Case one = kind.get();
                assertTrue(opens(door(nodes.here()), one.proof()), one.name());
                assertEquals(1, nodes.open(one.person()), one.name());
                one.revoke(nodes.there());
                assertEquals(0, nodes.open(one.person()), one.name());
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the sign-in has looked and not yet opened: the revocation waits, then ends the session")
    void between(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (Supplier<Revocations.Case> kind : Revocations.all(nodes.here())) {
                Revocations.Case one = kind.get();
                CountDownLatch looked = new CountDownLatch(1);
                CountDownLatch goOn = new CountDownLatch(1);
                // A tap rests on two certificates, and the kiosk's is the last thing that is locked.
                AtomicInteger toLock = new AtomicInteger(one.proof() instanceof Proof.Tap ? 2 : 1);
                Door pausing = door(nodes.here(), (tx, id) -> {
                    var status = nodes.here().certificates.lock(tx, id);
                    if (toLock.decrementAndGet() == 0) {
                        looked.countDown();
                        await(goOn);
                    }
                    return status;
                });
                CompletableFuture<Boolean> signIn = CompletableFuture.supplyAsync(() -> opens(pausing, one.proof()));
                await(looked);
                CompletableFuture<Void> revocation = CompletableFuture.runAsync(() -> one.revoke(nodes.there()));
                assertTrue(waits(revocation), one + ": the revocation waits for what the sign-in has locked");
                goOn.countDown();
                assertTrue(signIn.get(20, TimeUnit.SECONDS), one.name());
                revocation.get(20, TimeUnit.SECONDS);
                assertEquals(0, nodes.open(one.person()), one.name());
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("the revocation has written and not yet committed: the sign-in waits, then is refused")
    void during(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            for (Supplier<Revocations.Case> kind : Revocations.all(nodes.here())) {
                Revocations.Case one = kind.get();
                long opened = nodes.opened(one.person());
                CountDownLatch changed = new CountDownLatch(1);
                CountDownLatch goOn = new CountDownLatch(1);
                CompletableFuture<Void> revocation =
                        CompletableFuture.runAsync(() -> nodes.there().run(tx -> {
                            one.act().in(nodes.there(), tx);
                            changed.countDown();
                            await(goOn);
                        }));
                await(changed);
                Door door = door(nodes.here());
                CompletableFuture<Boolean> signIn = CompletableFuture.supplyAsync(() -> opens(door, one.proof()));
                assertTrue(waits(signIn), one + ": the sign-in waits for what the revocation has changed");
                goOn.countDown();
                revocation.get(20, TimeUnit.SECONDS);
                assertFalse(signIn.get(20, TimeUnit.SECONDS), one.name());
                assertEquals(opened, nodes.opened(one.person()), one.name());
            }
        }
    }

    @StoreTest(migrations = {"pki", "session"})
    @DisplayName("neither waits for the other: whoever comes first, nobody is in once the revocation has returned")
    void race(TestStore data, Engine engine) throws Exception {
        try (Nodes nodes = Nodes.of(data, engine)) {
            Door door = door(nodes.here());
            for (int round = 0; round < 3; round++) {
                for (Supplier<Revocations.Case> kind : Revocations.all(nodes.here())) {
                    Revocations.Case one = kind.get();
                    CompletableFuture<Boolean> signIn = CompletableFuture.supplyAsync(() -> opens(door, one.proof()));
                    CompletableFuture<Void> revocation = CompletableFuture.runAsync(() -> one.revoke(nodes.there()));
                    revocation.get(20, TimeUnit.SECONDS);
                    // What opens after this moment would have to be refused, and what opened before is ended.
                    assertEquals(0, nodes.open(one.person()), one.name());
                    signIn.get(20, TimeUnit.SECONDS);
                    assertEquals(0, nodes.open(one.person()), one.name());
                }
            }
        }
    }

    static boolean opens(Door door, Proof proof) {
        try {
            if (proof instanceof Proof.Tap tap) {
                door.open(tap);
            } else if (proof instanceof Proof.Key key) {
                door.open(key);
            }
            return true;
        } catch (RefusedException refused) {
            assertTrue(RIGHTLY.contains(refused.reason()), refused.getMessage());
            return false;
        }
    }

    /** Whether something is still under way after a while; on a slow machine it only proves less. */
    static boolean waits(CompletableFuture<?> future) throws Exception {
        try {
            future.get(SOON, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException stillUnderWay) {
            return true;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
