package org.lanyard.webauthn.credential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.webauthn.Ground;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

@DisplayName("credential records, on SQLite and on PostgreSQL")
class CredentialStoreTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00.123Z");

    interface Work {
        void run(CredentialStore credentials) throws WebAuthnException;
    }

    private static StoredCredential credential(byte[] id, long signCount) {
        return new StoredCredential(
                new CredentialId(id),
                Ground.newHandle(),
                new byte[] {1, 2, 3},
                KeyAlgorithm.EDDSA,
                signCount,
                true,
                false,
                new TreeSet<>(Set.of("usb", "nfc")),
                "00".repeat(16),
                "none",
                Optional.of(false),
                AT,
                AT.plusMillis(1));
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void find_givesBackWhatWasAdded(Store store) throws WebAuthnException {
        CredentialStore credentials = new CredentialStore(store);
        StoredCredential added = credential(Ground.random(1023), 0xFFFFFFFFL);
        assertFalse(credentials.exists(added.id()));
        credentials.add(added);
        StoredCredential found = credentials.find(added.id()).orElseThrow();
        assertTrue(credentials.exists(added.id()));
        assertEquals(added.handle(), found.handle());
        assertArrayEquals(added.publicKey(), found.publicKey());
        assertEquals(added.algorithm(), found.algorithm());
        assertEquals(added.signCount(), found.signCount());
        assertEquals(added.backupEligible(), found.backupEligible());
        assertEquals(added.backedUp(), found.backedUp());
        assertEquals(added.transports(), found.transports());
        assertEquals(added.aaguid(), found.aaguid());
        assertEquals(AT, found.createdAt());
        assertEquals(AT.plusMillis(1), found.usedAt());
        assertEquals(Optional.of(false), found.discoverable());
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void add_ofAKnownId_isRefusedAndChangesNothing(Store store) throws WebAuthnException {
        CredentialStore credentials = new CredentialStore(store);
        byte[] id = Ground.random(32);
        StoredCredential first = credential(id, 0);
        credentials.add(first);
        WebAuthnException refusal = assertThrows(WebAuthnException.class, () -> credentials.add(credential(id, 7)));
        assertEquals(Reason.ALREADY_REGISTERED, refusal.reason());
        assertEquals(first.handle(), credentials.find(first.id()).orElseThrow().handle());
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    void used_withTheCounterUp_isKept_andWithoutIt_isRefused(Store store) throws WebAuthnException {
        CredentialStore credentials = new CredentialStore(store);
        StoredCredential before = credential(Ground.random(32), 5);
        credentials.add(before);
        credentials.used(before, 6, true, AT);
        StoredCredential after = credentials.find(before.id()).orElseThrow();
        assertEquals(6, after.signCount());
        assertTrue(after.backedUp());
        for (long counter : new long[] {0, 5, 6}) {
            // "before" is what another request read earlier: what counts is the row as it is now.
            WebAuthnException refusal =
                    assertThrows(WebAuthnException.class, () -> credentials.used(before, counter, false, AT));
            assertEquals(Reason.COUNTER_WENT_BACK, refusal.reason());
        }
        assertTrue(credentials.find(before.id()).orElseThrow().backedUp());
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    @DisplayName("of 16 assertions with one counter, made at once on two nodes, exactly one passes")
    void used_atOnceOnTwoNodes_passesOnce(TestStore store) throws Exception {
        StoredCredential before = credential(Ground.random(32), 5);
        new CredentialStore(store.store()).add(before);
        assertEquals(
                1, passedOf16(store, Reason.COUNTER_WENT_BACK, credentials -> credentials.used(before, 6, false, AT)));
    }

    @StoreTest(migrations = CredentialStore.MIGRATIONS)
    @DisplayName("of 16 registrations of one id, made at once on two nodes, exactly one is stored")
    void add_atOnceOnTwoNodes_addsOnce(TestStore store) throws Exception {
        byte[] id = Ground.random(32);
        assertEquals(
                1, passedOf16(store, Reason.ALREADY_REGISTERED, credentials -> credentials.add(credential(id, 0))));
    }

    @Test
    void record_thatContradictsItself_cannotBe() {
        assertThrows(IllegalArgumentException.class, () -> credential(new byte[] {1}, -1));
        assertThrows(IllegalArgumentException.class, () -> credential(new byte[] {1}, 1L << 32));
        assertThrows(IllegalArgumentException.class, () -> credential(new byte[0], 0));
        assertThrows(IllegalArgumentException.class, () -> credential(new byte[1024], 0));
        StoredCredential good = credential(new byte[] {1}, 0);
        good.publicKey()[0] = 9;
        assertEquals(1, good.publicKey()[0], "arrays are copies");
    }

    private static long passedOf16(TestStore store, Reason otherwise, Work work) throws Exception {
        List<CredentialStore> nodes = List.of(new CredentialStore(store.store()), new CredentialStore(store.another()));
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            CredentialStore node = nodes.get(i % 2);
            tries.add(() -> {
                try {
                    work.run(node);
                    return true;
                } catch (WebAuthnException refused) {
                    assertEquals(otherwise, refused.reason());
                    return false;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            long passed = 0;
            for (Future<Boolean> done : threads.invokeAll(tries)) {
                passed += done.get() ? 1 : 0;
            }
            return passed;
        } finally {
            threads.shutdownNow();
        }
    }
}
