package org.lanyard.pki.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

class RevocationTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

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

    private Authority authority(Store store) throws PkiException {
        return Authority.open(store, keys.issuingKey(), keys.root(), OidArc.DEFAULT, clock, new SecureRandom(), audit);
    }

    private CertificateId issue(Store store, Optional<Duration> validity) throws PkiException {
        X509Certificate leaf = authority(store)
                .issue(
                        new IssuanceRequest(
                                Profile.CARD_9E,
                                TestKeys.p256().getPublic(),
                                new SubjectName.Card(UUID.randomUUID()),
                                validity),
                        "test");
        return CertificateId.of(leaf);
    }

    private boolean revoke(Store store, CertificateId id, RevocationReason reason) throws PkiException {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        return store.<Boolean, PkiException>transact(tx -> registry.revoke(tx, id, reason, now, "office", "lost"));
    }

    private CertificateStatus status(Store store, CertificateId id) {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        return store.transact(tx -> registry.lock(tx, id));
    }

    private RevocationLists lists(Store store) throws PkiException {
        return RevocationLists.of(store, keys.issuingKey(), Duration.ofDays(7), clock, audit);
    }

    private X509CRL publish(Store store) throws PkiException {
        return TestLists.parsed(store, lists(store).publish("test"));
    }

    @StoreTest
    void status_followsHoldReleaseAndRevocation(Store store) throws Exception {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        CertificateId id = issue(store, Optional.empty());
        assertEquals(CertificateStatus.GOOD, status(store, id));
        assertTrue(revoke(store, id, RevocationReason.CERTIFICATE_HOLD));
        assertFalse(revoke(store, id, RevocationReason.CERTIFICATE_HOLD));
        assertEquals(CertificateStatus.HELD, status(store, id));
        store.<Void, PkiException>transact(tx -> {
            registry.release(tx, id, now, "office", "found");
            return null;
        });
        assertEquals(CertificateStatus.GOOD, status(store, id));
        assertTrue(revoke(store, id, RevocationReason.KEY_COMPROMISE));
        assertFalse(revoke(store, id, RevocationReason.SUPERSEDED));
        assertFalse(revoke(store, id, RevocationReason.CERTIFICATE_HOLD));
        CertificateRow row = store.read(h -> registry.find(h, id)).orElseThrow();
        assertEquals(CertificateStatus.REVOKED, row.status());
        assertEquals(RevocationReason.KEY_COMPROMISE, row.change().orElseThrow().reason());
        PkiException e = assertThrows(
                PkiException.class,
                () -> store.<Void, PkiException>transact(tx -> {
                    registry.release(tx, id, now, "office", "no");
                    return null;
                }));
        assertEquals(PkiReason.CERTIFICATE_NOT_HELD, e.reason());
        List<String> kinds = store.read(h -> audit.about(h, id.toString(), 0, 10)).stream()
                .map(record -> record.event().kind())
                .toList();
        assertEquals(
                List.of("certificate.issued", "certificate.held", "certificate.released", "certificate.revoked"),
                kinds);
    }

    @StoreTest
    void revoke_unknown_isRefused(Store store) throws Exception {
        CertificateId id = issue(store, Optional.empty());
        CertificateId other = new CertificateId(id.issuer(), id.serial().add(java.math.BigInteger.ONE));
        assertEquals(CertificateStatus.UNKNOWN, status(store, other));
        PkiException e = assertThrows(PkiException.class, () -> revoke(store, other, RevocationReason.UNSPECIFIED));
        assertEquals(PkiReason.CERTIFICATE_UNKNOWN, e.reason());
    }

    @StoreTest
    void publish_listsWhatIsHeldAndRevokedAndNothingElse(Store store) throws Exception {
        CertificateId good = issue(store, Optional.empty());
        CertificateId held = issue(store, Optional.empty());
        CertificateId compromised = issue(store, Optional.empty());
        CertificateId unspecified = issue(store, Optional.empty());
        revoke(store, held, RevocationReason.CERTIFICATE_HOLD);
        revoke(store, compromised, RevocationReason.KEY_COMPROMISE);
        revoke(store, unspecified, RevocationReason.UNSPECIFIED);
        X509CRL list = publish(store);
        list.verify(keys.issuing().getPublicKey());
        assertEquals(2, list.getVersion());
        assertEquals(START.plus(Duration.ofDays(7)), list.getNextUpdate().toInstant());
        assertNotNull(list.getExtensionValue("2.5.29.35"));
        assertNull(list.getRevokedCertificate(good.serial()));
        assertEquals(
                CRLReason.CERTIFICATE_HOLD,
                list.getRevokedCertificate(held.serial()).getRevocationReason());
        assertEquals(
                CRLReason.KEY_COMPROMISE,
                list.getRevokedCertificate(compromised.serial()).getRevocationReason());
        assertFalse(list.getRevokedCertificate(unspecified.serial()).hasExtensions());
        PublishedList newest = lists(store).newest().orElseThrow();
        assertEquals(list, TestLists.parsed(store, newest));
        assertEquals(3, newest.entries());
    }

    @StoreTest
    void publish_revokedAndExpired_staysForOneMoreList(Store store) throws Exception {
        CertificateId id = issue(store, Optional.of(Duration.ofDays(2)));
        revoke(store, id, RevocationReason.SUPERSEDED);
        assertNotNull(publish(store).getRevokedCertificate(id.serial()));
        now = START.plus(Duration.ofDays(3));
        // RFC 5280 section 3.3: it must appear on one list issued beyond its end.
        assertNotNull(publish(store).getRevokedCertificate(id.serial()));
        now = START.plus(Duration.ofDays(4));
        assertNull(publish(store).getRevokedCertificate(id.serial()));
    }

    @StoreTest
    void publish_signerFails_spendsTheNumber(Store store) throws Exception {
        authority(store);
        assertEquals(1, lists(store).publish("test").number());
        var broken = new org.lanyard.pki.keystore.SigningKey(
                new UnusableKey(), keys.issuingKey().chain());
        RevocationLists failing = RevocationLists.of(store, broken, Duration.ofDays(7), clock, audit);
        PkiException e = assertThrows(PkiException.class, () -> failing.publish("test"));
        assertEquals(PkiReason.SIGNING_FAILED, e.reason());
        assertEquals(3, lists(store).publish("test").number());
    }

    @StoreTest
    void storedIssuers_authorityWithdrawn_isNoLongerTrusted(Store store) throws Exception {
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        LeafValidator validator = new LeafValidator(issuers, OidArc.DEFAULT);
        X509Certificate leaf = keys.issue(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()))
                .certificate();
        assertEquals(
                PkiReason.ISSUER_NOT_TRUSTED,
                assertThrows(PkiException.class, () -> validator.validate(leaf, now))
                        .reason());
        authority(store);
        now = now.plusSeconds(1);
        validator.validate(leaf, now);
        store.transact(tx -> {
            AuthorityRegister.setStatus(tx, CertificateId.issuerId(keys.issuing()), AuthorityStatus.WITHDRAWN, now);
            return null;
        });
        now = now.plusSeconds(5);
        assertEquals(
                PkiReason.ISSUER_NOT_TRUSTED,
                assertThrows(PkiException.class, () -> validator.validate(leaf, now))
                        .reason());
    }

    /** A key whose token is gone. */
    private static final class UnusableKey implements java.security.PrivateKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }
}
