package org.lanyard.pki.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditRecord;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateFilter;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestKeys;

class AuthorityTest {
    private static final SubjectName CARD =
            new SubjectName.Card(UUID.fromString("6f2a7c1e-0f0e-4c8e-9d53-1c1a8f2f9b10"));
    private static final SubjectName KIOSK = new SubjectName.Service(URI.create("https://kiosk.example/library"));

    @TempDir
    Path folder;

    private static IssuanceRequest card(KeyPair pair) {
        return new IssuanceRequest(Profile.CARD_9E, pair.getPublic(), CARD);
    }

    @StoreTest
    void issue_card_isRecordedAuditedAndVerified(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        Authority authority = pki.authority(store);
        X509Certificate leaf = authority.issue(card(TestKeys.p256()), "office");

        CertificateId id = CertificateId.of(leaf);
        assertEquals(authority.id(), id.issuer());
        CertificateRegistry registry = new CertificateRegistry(store.engine(), pki.audit);
        CertificateRow row = store.read(h -> registry.find(h, id)).orElseThrow();
        assertEquals(CertificateStatus.GOOD, row.status());
        assertEquals(CARD.text(), row.subject());
        assertEquals(leaf.getNotAfter().toInstant(), row.notAfter());
        assertEquals(Optional.of(leaf), store.read(h -> registry.certificate(h, id)));

        AuditRecord record =
                store.read(h -> pki.audit.about(h, id.toString(), 0, 10)).get(0);
        assertEquals("certificate.issued", record.event().kind());
        assertEquals("office", record.event().actor());

        LeafValidator validator = new LeafValidator(StoredIssuers.open(store, pki.clock), OidArc.DEFAULT);
        assertEquals(CARD, validator.validate(leaf, pki.now).name());
        assertEquals(
                pki.now.minus(Profile.SET_BACK).truncatedTo(ChronoUnit.SECONDS),
                leaf.getNotBefore().toInstant());
        assertEquals(20, leaf.getSerialNumber().toByteArray().length);
    }

    @StoreTest
    void issueAll_sixty_haveSixtySerialNumbersInTheOrderAsked(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        KeyPair pair = TestKeys.p256();
        List<IssuanceRequest> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(new IssuanceRequest(Profile.CARD_9A, pair.getPublic(), new SubjectName.Card(new UUID(7, i))));
        }
        List<X509Certificate> leaves = pki.authority(store).issueAll(requests, "demo");
        Set<Object> serials = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            serials.add(leaves.get(i).getSerialNumber());
            assertTrue(
                    leaves.get(i).getSubjectX500Principal().getName("RFC2253").contains("2.5.4.5"));
            assertEquals(
                    requests.get(i).subject().text(),
                    leaves.get(i).getSubjectAlternativeNames().iterator().next().get(1));
        }
        assertEquals(60, serials.size());
    }

    @StoreTest
    void issue_signerThrows_recordStaysPending(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        FailingKey key = new FailingKey(pki.issuing.key());
        Authority authority = pki.authority(store, new SigningKey(key, pki.issuing.chain()));
        key.fail = true;
        PkiException e = assertThrows(PkiException.class, () -> authority.issue(card(TestKeys.p256()), "office"));
        assertEquals(PkiReason.SIGNING_FAILED, e.reason());

        CertificateRegistry registry = new CertificateRegistry(store.engine(), pki.audit);
        List<CertificateRow> rows = store.read(h -> registry.list(h, CertificateFilter.all()));
        assertEquals(1, rows.size());
        assertEquals(CertificateStatus.PENDING, rows.get(0).status());
        assertEquals(
                CertificateStatus.PENDING,
                store.transact(tx -> registry.lock(tx, rows.get(0).id())));
        // It can be revoked, and is then on the list, though nobody knows whether a signature exists.
        assertTrue(store.<Boolean, PkiException>transact(tx -> registry.revoke(
                tx, rows.get(0).id(), RevocationReason.KEY_COMPROMISE, pki.now, "office", "the token broke")));
    }

    @StoreTest
    void issue_refused_leavesNoRecord(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        Authority authority = pki.authority(store);
        KeyPair good = TestKeys.p256();
        record Row(IssuanceRequest request, PkiReason reason) {}
        Duration long9e = Profile.CARD_9E.longestValidity().plusDays(1);
        List<Row> rows = List.of(
                new Row(
                        new IssuanceRequest(Profile.CARD_9E, good.getPublic(), KIOSK),
                        PkiReason.SUBJECT_NOT_FOR_PROFILE),
                new Row(new IssuanceRequest(Profile.KIOSK, good.getPublic(), CARD), PkiReason.SUBJECT_NOT_FOR_PROFILE),
                new Row(
                        new IssuanceRequest(Profile.CARD_9E, good.getPublic(), CARD, Optional.of(long9e)),
                        PkiReason.VALIDITY_NOT_ALLOWED),
                new Row(
                        new IssuanceRequest(Profile.CARD_9E, good.getPublic(), CARD, Optional.of(Duration.ZERO)),
                        PkiReason.VALIDITY_NOT_ALLOWED),
                new Row(
                        new IssuanceRequest(Profile.CARD_9E, TestKeys.rsa(1024).getPublic(), CARD),
                        PkiReason.LINT_FAILED),
                new Row(new IssuanceRequest(Profile.CARD_9E, pki.issuing.publicKey(), CARD), PkiReason.LINT_FAILED));
        for (Row row : rows) {
            // A good request beside it: none of a batch is recorded if one is refused.
            List<IssuanceRequest> batch = List.of(card(good), row.request());
            PkiException e = assertThrows(PkiException.class, () -> authority.issueAll(batch, "office"));
            assertEquals(row.reason(), e.reason(), e.getMessage());
        }
        CertificateRegistry registry = new CertificateRegistry(store.engine(), pki.audit);
        assertEquals(List.of(), store.read(h -> registry.list(h, CertificateFilter.all())));
    }

    @StoreTest
    void issue_whenTheIssuingAuthorityEndsSoon_isCutToItsEnd(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        Authority authority = pki.authority(store);
        pki.now = authority.certificate().getNotAfter().toInstant().minus(Duration.ofDays(10));
        X509Certificate leaf = authority.issue(card(TestKeys.p256()), "office");
        assertEquals(authority.certificate().getNotAfter(), leaf.getNotAfter());
        IssuanceRequest asked = new IssuanceRequest(
                Profile.CARD_9E, TestKeys.p256().getPublic(), CARD, Optional.of(Duration.ofDays(11)));
        assertEquals(
                PkiReason.VALIDITY_NOT_ALLOWED,
                assertThrows(PkiException.class, () -> authority.issue(asked, "office"))
                        .reason());
    }

    @StoreTest
    void open_keyOfAnother_isBroken(Store store) throws Exception {
        TestPki pki = new TestPki(folder);
        SigningKey wrong = new SigningKey(TestKeys.p256().getPrivate(), pki.issuing.chain());
        assertEquals(
                PkiReason.AUTHORITY_BROKEN,
                assertThrows(PkiException.class, () -> pki.authority(store, wrong))
                        .reason());
        SigningKey selfMade = new SigningKey(pki.issuing.key(), List.of(pki.issuing.certificate()));
        X509Certificate otherRoot =
                org.lanyard.pki.testing.TestAuthority.create(pki.now).root();
        assertEquals(
                PkiReason.AUTHORITY_BROKEN,
                assertThrows(
                                PkiException.class,
                                () -> Authority.open(
                                        store, selfMade, otherRoot, OidArc.DEFAULT, pki.clock, pki.random, pki.audit))
                        .reason());
        assertFalse(store.read(h -> h.createQuery("SELECT id FROM authority")
                        .mapTo(String.class)
                        .findFirst())
                .isPresent());
    }

    /** A key that works until it is told not to, as a token that was pulled out. */
    private static final class FailingKey implements java.security.interfaces.ECPrivateKey {
        private static final long serialVersionUID = 1L;
        private final java.security.interfaces.ECPrivateKey key;
        private boolean fail = false;

        FailingKey(PrivateKey key) {
            this.key = (java.security.interfaces.ECPrivateKey) key;
        }

        private java.security.interfaces.ECPrivateKey working() {
            if (fail) {
                throw new IllegalStateException("token removed");
            }
            return key;
        }

        @Override
        public java.math.BigInteger getS() {
            return working().getS();
        }

        @Override
        public java.security.spec.ECParameterSpec getParams() {
            return working().getParams();
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return working().getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return working().getEncoded();
        }
    }
}
