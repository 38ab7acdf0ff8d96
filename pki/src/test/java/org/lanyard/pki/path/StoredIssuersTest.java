package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.register.KeyPlace;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.testing.TestAuthority;

class StoredIssuersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final TestAuthority first = TestAuthority.create(NOW);
    private final TestAuthority second = TestAuthority.create(NOW);
    private Instant now = NOW;
    private final InstantSource clock = () -> now;

    private void add(Store store, TestAuthority authority, String label) throws PkiException {
        String id = CertificateId.issuerId(authority.issuing());
        AuthorityRow row =
                new AuthorityRow(id, Optional.of(label), AuthorityStatus.ACTIVE, KeyPlace.FILE, Optional.empty(), NOW);
        store.<Boolean, PkiException>transact(
                tx -> AuthorityRegister.add(tx, row, authority.issuing(), authority.root()));
    }

    private static X509Certificate leaf(TestAuthority authority) {
        return authority
                .issue(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()))
                .certificate();
    }

    private void set(Store store, TestAuthority authority, AuthorityStatus status) throws PkiException {
        String id = CertificateId.issuerId(authority.issuing());
        store.transact(tx -> {
            AuthorityRegister.setStatus(tx, id, status, now);
            return null;
        });
    }

    @StoreTest
    void issuerOf_oneOfTwo_readsThatOneAlone(Store store) throws Exception {
        add(store, first, "first");
        add(store, second, "second");
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        assertEquals(0, issuers.kept());
        assertEquals(Optional.of(first.issuing()), issuers.issuerOf(leaf(first)));
        assertEquals(1, issuers.kept());
    }

    @StoreTest
    void issuerOf_retiring_isTrustedAndWithdrawn_isNot(Store store) throws Exception {
        add(store, first, "first");
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        X509Certificate leaf = leaf(first);
        long before = issuers.generation();
        set(store, first, AuthorityStatus.RETIRING);
        now = now.plusSeconds(5);
        assertEquals(before + 1, issuers.generation());
        assertEquals(Optional.of(first.issuing()), issuers.issuerOf(leaf));
        set(store, first, AuthorityStatus.WITHDRAWN);
        now = now.plusSeconds(5);
        assertEquals(Optional.empty(), issuers.issuerOf(leaf));
    }

    @StoreTest
    void issuerOf_withdrawnLessThanFiveSecondsAgo_isNotReadAgain(Store store) throws Exception {
        add(store, first, "first");
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        X509Certificate leaf = leaf(first);
        long before = issuers.generation();
        assertEquals(Optional.of(first.issuing()), issuers.issuerOf(leaf));
        set(store, first, AuthorityStatus.WITHDRAWN);
        now = now.plusMillis(4_999);
        assertEquals(before, issuers.generation());
        assertEquals(Optional.of(first.issuing()), issuers.issuerOf(leaf));
        now = now.plusMillis(1);
        assertEquals(before + 1, issuers.generation());
        assertEquals(Optional.empty(), issuers.issuerOf(leaf));
    }

    @StoreTest
    void issuerOf_nothingChangedForFiveSeconds_staysKept(Store store) throws Exception {
        add(store, first, "first");
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        issuers.issuerOf(leaf(first));
        long before = issuers.generation();
        now = now.plusSeconds(5);
        assertEquals(before, issuers.generation());
        assertEquals(1, issuers.kept());
    }

    @StoreTest
    void issuerOf_leafWithoutAKeyIdentifier_isNone(Store store) throws Exception {
        add(store, first, "first");
        X509Certificate leaf = first.certificate(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()))
                .without("2.5.29.35")
                .certify();
        assertEquals(Optional.empty(), StoredIssuers.open(store, clock).issuerOf(leaf));
    }

    @StoreTest
    void issuerOf_authorityAddedSince_isFoundAtOnce(Store store) throws Exception {
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        assertEquals(Optional.empty(), issuers.issuerOf(leaf(second)));
        add(store, second, "second");
        assertEquals(Optional.of(second.issuing()), issuers.issuerOf(leaf(second)));
    }

    @StoreTest
    void issuerOf_certificateIssuedAnewForTheSameKey_isTheNewOne(Store store) throws Exception {
        add(store, first, "first");
        StoredIssuers issuers = StoredIssuers.open(store, clock);
        X509Certificate leaf = leaf(first);
        issuers.issuerOf(leaf);
        // Any other certificate stands for the new one here: the names are compared, so none fits.
        store.<Void, PkiException>transact(tx -> {
            AuthorityRegister.setCertificate(tx, CertificateId.issuerId(first.issuing()), second.issuing(), now);
            return null;
        });
        now = now.plusSeconds(5);
        assertEquals(Optional.empty(), issuers.issuerOf(leaf));
    }
}
