package org.lanyard.pki.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestAuthority;

class ListsTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final URI BASE = URI.create("http://pki.example");

    @TempDir
    Path folder;

    private final TestAuthority keys = TestAuthority.create(START);
    private Instant now = START;
    private final InstantSource clock = () -> now;
    private AuditLog audit;

    @BeforeEach
    void openAudit() throws Exception {
        audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
    }

    private TestLists on(Store store, int shards) {
        PublicationPoints points = new PublicationPoints(java.util.Optional.of(BASE), shards);
        return new TestLists(keys, store, audit, clock, points);
    }

    private static String address(byte[] extension, boolean point) {
        byte[] value = ASN1OctetString.getInstance(extension).getOctets();
        GeneralNames names = GeneralNames.getInstance(
                point
                        ? CRLDistPoint.getInstance(value)
                                .getDistributionPoints()[0]
                                .getDistributionPoint()
                                .getName()
                        : IssuingDistributionPoint.getInstance(value)
                                .getDistributionPoint()
                                .getName());
        return names.getNames()[0].getName().toString();
    }

    @StoreTest
    @DisplayName("RFC 5280 §5.2.5: a certificate is on the list of the shard that it names, and on no other shard's")
    void shards(Store store) throws Exception {
        TestLists here = on(store, 4);
        List<X509Certificate> certificates = here.issue(40);
        for (X509Certificate certificate : certificates) {
            here.revoke(CertificateId.of(certificate), RevocationReason.SUPERSEDED);
        }
        Map<String, X509CRL> byAddress = new HashMap<>();
        int listed = 0;
        for (int shard = 1; shard <= 4; shard++) {
            X509CRL list = here.parsed(here.lists().publish(shard, "test"));
            assertTrue(list.getCriticalExtensionOIDs().contains("2.5.29.28"));
            byAddress.put(address(list.getExtensionValue("2.5.29.28"), false), list);
            listed += TestLists.entries(list).size();
        }
        assertEquals(40, listed);
        for (X509Certificate certificate : certificates) {
            String named = address(certificate.getExtensionValue("2.5.29.31"), true);
            assertNotNull(byAddress.get(named).getRevokedCertificate(certificate), named);
        }
        X509CRL complete = here.parsed(here.lists().publish("test"));
        assertNull(complete.getExtensionValue("2.5.29.28"));
        assertEquals(40, TestLists.entries(complete).size());
        assertEquals(
                BASE + "/pki/crl/" + here.lists().issuer() + "/0-delta.crl",
                address(complete.getExtensionValue("2.5.29.46"), true));
    }

    @StoreTest
    @DisplayName("a shard's list names every address that certificates have for it, also from before a move")
    void addressesOfBefore(Store store) throws Exception {
        on(store, 2).authority();
        now = now.plusSeconds(1);
        URI moved = URI.create("http://elsewhere.example/x/");
        TestLists later =
                new TestLists(keys, store, audit, clock, new PublicationPoints(java.util.Optional.of(moved), 2));
        later.authority();
        byte[] value = ASN1OctetString.getInstance(
                        later.parsed(later.lists().publish(2, "test")).getExtensionValue("2.5.29.28"))
                .getOctets();
        GeneralNames names = GeneralNames.getInstance(IssuingDistributionPoint.getInstance(value)
                .getDistributionPoint()
                .getName());
        String path = "/pki/crl/" + later.lists().issuer() + "/2.crl";
        assertEquals(BASE + path, names.getNames()[0].getName().toString());
        assertEquals(
                "http://elsewhere.example/x" + path,
                names.getNames()[1].getName().toString());
    }

    @StoreTest
    @DisplayName("RFC 5280 §5.2.4: a delta without a list that it could be added to is not signed")
    void deltaWithoutBase(Store store) throws Exception {
        TestLists here = on(store, 0);
        here.authority();
        PkiException e = assertThrows(PkiException.class, () -> here.lists().publishDelta(0, "test"));
        assertEquals(PkiReason.LIST_BASE_MISSING, e.reason());
    }

    @StoreTest
    @DisplayName("RFC 5280 §5.2.4: any list still valid, with the delta added, says what the next complete list says")
    void deltaIsTheDifference(Store store) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try {
            TestLists here = on(store, 2);
            List<CertificateId> all = new ArrayList<>();
            for (X509Certificate certificate : here.issue(30)) {
                all.add(CertificateId.of(certificate));
            }
            Map<Integer, List<X509CRL>> valid = new TreeMap<>();
            for (int round = 0; round < 25; round++) {
                for (int change = random.nextInt(6); change > 0; change--) {
                    change(here, all.get(random.nextInt(all.size())), random);
                }
                now = now.plus(Duration.ofHours(random.nextInt(20)));
                int shard = random.nextInt(3);
                List<X509CRL> bases = valid.computeIfAbsent(shard, key -> new ArrayList<>());
                if (!bases.isEmpty()
                        && now.isBefore(
                                bases.get(bases.size() - 1).getNextUpdate().toInstant())) {
                    X509CRL delta = here.parsed(here.lists().publishDelta(shard, "test"));
                    X509CRL next = here.parsed(here.lists().publish(shard, "test"));
                    SortedMap<java.math.BigInteger, Integer> expected = TestLists.entries(next);
                    long lowest = TestLists.integer(delta, "2.5.29.27");
                    for (X509CRL base : bases) {
                        if (now.isBefore(base.getNextUpdate().toInstant())) {
                            assertTrue(TestLists.integer(base, "2.5.29.20") >= lowest, "the delta goes too short");
                            assertEquals(expected, TestLists.added(base, delta));
                        }
                    }
                    bases.add(next);
                } else {
                    bases.add(here.parsed(here.lists().publish(shard, "test")));
                }
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void change(TestLists here, CertificateId id, Random random) throws PkiException {
        switch (random.nextInt(3)) {
            case 0 -> here.revoke(id, RevocationReason.CERTIFICATE_HOLD);
            case 1 -> {
                if (random.nextInt(3) == 0) {
                    here.revoke(id, RevocationReason.KEY_COMPROMISE);
                }
            }
            default -> {
                try {
                    here.release(id);
                } catch (PkiException notHeld) {
                    assertEquals(PkiReason.CERTIFICATE_NOT_HELD, notHeld.reason());
                }
            }
        }
    }

    @StoreTest
    @DisplayName("two nodes publish and revoke at once: no number twice, and a higher number never knows less")
    void numbersAcrossNodes(TestStore nodes) throws Exception {
        TestLists one = on(nodes.store(), 0);
        List<CertificateId> all = new ArrayList<>();
        for (X509Certificate certificate : one.issue(24)) {
            all.add(CertificateId.of(certificate));
        }
        TestLists other = one.on(nodes.another());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<List<PublishedList>>> published = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                TestLists node = thread % 2 == 0 ? one : other;
                published.add(threads.submit(() -> {
                    go.await();
                    List<PublishedList> mine = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        mine.add(node.lists().publish("test"));
                    }
                    return mine;
                }));
            }
            Future<Void> revoking = threads.submit(() -> {
                go.await();
                for (CertificateId id : all) {
                    other.revoke(id, RevocationReason.SUPERSEDED);
                }
                return null;
            });
            go.countDown();
            revoking.get();
            TreeMap<Long, Long> entriesByNumber = new TreeMap<>();
            for (Future<List<PublishedList>> each : published) {
                long before = 0;
                for (PublishedList list : each.get()) {
                    assertTrue(list.number() > before, "a publisher's own lists rise");
                    before = list.number();
                    Long same = entriesByNumber.put(list.number(), list.entries());
                    assertTrue(same == null || same == list.entries(), "one number, two lists");
                }
            }
            long known = 0;
            for (long entries : entriesByNumber.values()) {
                assertTrue(entries >= known, entriesByNumber.toString());
                known = entries;
            }
        } finally {
            threads.shutdown();
        }
    }

    @StoreTest
    @DisplayName("a publisher that dies between its number and its row leaves a gap, no list, and nothing for ever")
    void diesHalfWay(Store store) throws Exception {
        TestLists here = on(store, 0);
        here.authority();
        String issuer = here.lists().issuer();
        ListDraws draws = new ListDraws(store, issuer, audit);
        long lost = draws.draw(0, now).number();
        try (ListWriter half = new ListWriter(store, issuer, lost)) {
            half.write(new byte[ListWriter.PART + 1]);
            half.flush();
        }
        for (int i = 0; i < 22; i++) {
            assertEquals(lost + i + 1, here.lists().publish("test").number());
        }
        assertEquals(
                2L,
                store.read(h -> Sql.one(h, "SELECT COUNT(*) FROM revocation_list_part", row -> row.getLong(1)))
                        .orElseThrow());
    }

    @StoreTest
    @DisplayName("a list signed elsewhere is taken in if it is the issuer's and its number rises")
    void imported(Store store) throws Exception {
        TestLists here = on(store, 0);
        here.authority();
        byte[] first = PublishedLists.bytes(store, here.lists().publish("test"));
        byte[] second = PublishedLists.bytes(store, here.lists().publish("test"));
        store.transact(tx -> Sql.update(tx, "DELETE FROM revocation_list"));
        store.transact(tx -> Sql.update(tx, "DELETE FROM revocation_list_part"));
        assertEquals(PkiReason.SIGNATURE_INVALID, refusal(store, first, keys.root()));
        byte[] altered = first.clone();
        altered[altered.length - 1] ^= 1;
        assertEquals(PkiReason.SIGNATURE_INVALID, refusal(store, altered, keys.issuing()));
        assertEquals(PkiReason.LIST_MALFORMED, refusal(store, new byte[10], keys.issuing()));
        assertNull(refusal(store, second, keys.issuing()));
        assertEquals(PkiReason.LIST_NUMBER_NOT_HIGHER, refusal(store, first, keys.issuing()));
        assertEquals(2, here.lists().newest().orElseThrow().number());
    }

    private static PkiReason refusal(Store store, byte[] list, X509Certificate issuer) {
        try {
            PublishedList taken =
                    store.<PublishedList, PkiException>transact(tx -> PublishedLists.importSigned(tx, list, issuer));
            assertFalse(taken.isDelta());
            return null;
        } catch (PkiException e) {
            return e.reason();
        }
    }
}
