package org.lanyard.pki.responder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanyard.pki.register.AuthorityRegister;
import org.lanyard.pki.register.AuthorityStatus;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Sql;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreTest;
import org.lanyard.pki.store.TestStore;
import org.lanyard.pki.testing.TestAuthority;

class OcspResponderTest {
    @TempDir
    Path folder;

    @StoreTest
    @DisplayName("RFC 6960 §2.2: good, held and revoked are told as the record has it, at once after each commit")
    void status(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate card = here.card();
        for (String hash : new String[] {TestResponder.SHA1, TestResponder.SHA256}) {
            byte[] request = here.request(hash, card.getSerialNumber(), null);
            assertEquals("good", here.ask(request));
            assertEquals("good", here.ask(request));
            here.revoke(card, RevocationReason.CERTIFICATE_HOLD);
            assertEquals("revoked 6", here.ask(request));
            here.release(card);
            assertEquals("good", here.ask(request));
        }
        byte[] request = here.request(TestResponder.SHA1, card.getSerialNumber(), null);
        here.revoke(card, RevocationReason.KEY_COMPROMISE);
        assertEquals("revoked 1", here.ask(request));
    }

    @StoreTest
    @DisplayName("a revocation that another node commits shows in this node's next answer")
    void otherNode(TestStore nodes) throws Exception {
        TestResponder one = TestResponder.on(nodes.store(), folder);
        TestResponder other = one.node(nodes.another());
        X509Certificate card = one.card();
        byte[] request = one.request(TestResponder.SHA1, card.getSerialNumber(), null);
        for (int i = 0; i < 20; i++) {
            assertEquals("good", one.ask(request));
            assertEquals("good", other.ask(request));
            (i % 2 == 0 ? one : other).revoke(card, RevocationReason.CERTIFICATE_HOLD);
            assertEquals("revoked 6", one.ask(request));
            assertEquals("revoked 6", other.ask(request));
            one.pass(Duration.ofSeconds(1));
            (i % 3 == 0 ? one : other).release(card);
        }
    }

    @StoreTest
    @DisplayName("a mass action shows from its first commit on, before it has come to the record")
    void massAction(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        byte[] request = here.request(TestResponder.SHA1, here.card().getSerialNumber(), null);
        assertEquals("good", here.ask(request));
        store.transact(tx -> Sql.update(
                tx,
                "INSERT INTO mass_job (id, action, reason, why, profile, issued_from, issued_before, total, changed,"
                        + " cursor_issuer, cursor_serial, created_at, created_by)"
                        + " VALUES ('j', 'SUSPEND', 'CERTIFICATE_HOLD', 'drill', 'card-9e', 0, ?, 1, 0, '', '', ?, 'test')",
                Long.MAX_VALUE,
                TestResponder.START));
        store.transact(tx -> Sql.update(
                tx,
                "INSERT INTO mass_gate (job, status, profile, issued_from, issued_before)"
                        + " VALUES ('j', 'HELD', 'card-9e', 0, ?)",
                Long.MAX_VALUE));
        assertEquals("revoked 6", here.ask(request));
        store.transact(tx -> Sql.update(tx, "DELETE FROM mass_gate"));
        assertEquals("good", here.ask(request));
    }

    @StoreTest
    @DisplayName("RFC 6960 §2.2: what was never issued, and what is recorded but not signed, is unknown, never good")
    void unknown(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate card = here.card();
        BigInteger never = card.getSerialNumber().add(BigInteger.ONE);
        assertEquals("unknown", here.ask(here.request(TestResponder.SHA1, never, null)));
        assertEquals("unknown", here.ask(here.request(TestResponder.SHA1, BigInteger.ONE.negate(), null)));
        assertEquals("unknown", here.ask(here.request(TestResponder.SHA1, BigInteger.ONE.shiftLeft(200), null)));
        store.transact(tx -> Sql.update(tx, "UPDATE certificate SET status = 'PENDING'"));
        byte[] request = here.request(TestResponder.SHA1, card.getSerialNumber(), null);
        assertEquals("unknown", here.ask(request));
        store.transact(tx -> Sql.update(tx, "UPDATE certificate SET status = 'GOOD'"));
        assertEquals("good", here.ask(request));
    }

    @StoreTest
    @DisplayName("RFC 6960 §2.3: an issuer that is not ours, or whose key is not here, is unauthorized (6)")
    void unauthorized(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate card = here.card();
        TestAuthority stranger = TestAuthority.create(TestResponder.START);
        byte[] strange = TestResponder.request(TestResponder.SHA1, stranger.issuing(), null, card.getSerialNumber());
        assertEquals("status 6", here.ask(strange));
        byte[] byRoot = TestResponder.request(TestResponder.SHA1, here.keys.root(), null, card.getSerialNumber());
        assertEquals("status 6", here.ask(byRoot));
        byte[] otherHash = here.request("2.16.840.1.101.3.4.2.3", card.getSerialNumber(), null);
        assertEquals("status 6", here.ask(otherHash));
        OcspResponder nobody = new OcspResponder(
                store, id -> java.util.Optional.empty(), OcspResponder.Rules.DEFAULT, here.clock, here.nanos::get);
        byte[] ours = here.request(TestResponder.SHA1, card.getSerialNumber(), null);
        assertEquals("status 6", here.told(nobody.answer(ours).der()));
    }

    @StoreTest
    @DisplayName("several certificates in one request are answered in its order, by one signature")
    void several(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate good = here.card();
        X509Certificate revoked = here.card();
        here.revoke(revoked, RevocationReason.SUPERSEDED);
        byte[] request = TestResponder.request(
                TestResponder.SHA256,
                here.keys.issuing(),
                null,
                good.getSerialNumber(),
                revoked.getSerialNumber(),
                BigInteger.TEN);
        SingleResp[] answers = here.basic(here.responder.answer(request).der()).getResponses();
        assertEquals("good", TestResponder.told(answers[0].getCertStatus()));
        assertEquals("revoked 4", TestResponder.told(answers[1].getCertStatus()));
        assertEquals("unknown", TestResponder.told(answers[2].getCertStatus()));
        assertEquals(good.getSerialNumber(), answers[0].getCertID().getSerialNumber());
        here.revoke(good, RevocationReason.SUPERSEDED);
        answers = here.basic(here.responder.answer(request).der()).getResponses();
        assertEquals("revoked 4", TestResponder.told(answers[0].getCertStatus()));
    }

    @StoreTest
    @DisplayName("an answer without a nonce is kept until half of its time, one with a nonce is not")
    void kept(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        byte[] request = here.request(TestResponder.SHA1, here.card().getSerialNumber(), null);
        OcspResponder.Answer first = here.responder.answer(request);
        assertSame(first, here.responder.answer(request.clone()));
        assertEquals(TestResponder.START, first.thisUpdate().orElseThrow());
        assertEquals(
                TestResponder.START.plus(Duration.ofHours(1)),
                first.nextUpdate().orElseThrow());
        here.pass(Duration.ofMinutes(31));
        OcspResponder.Answer second = here.responder.answer(request);
        assertNotEquals(first.thisUpdate(), second.thisUpdate());
        SingleResp told = here.basic(second.der()).getResponses()[0];
        assertEquals(Date.from(here.clock.instant()), told.getThisUpdate());
    }

    @StoreTest
    @DisplayName("RFC 9654 §2.1: a nonce of 1 to 128 octets comes back")
    void nonce(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        BigInteger serial = here.card().getSerialNumber();
        for (int length : new int[] {1, 16, 32, 128}) {
            byte[] nonce = new byte[length];
            here.random.nextBytes(nonce);
            OcspResponder.Answer answer = here.responder.answer(here.request(TestResponder.SHA1, serial, nonce));
            BasicOCSPResp basic = here.basic(answer.der());
            byte[] value = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                    .getExtnValue()
                    .getOctets();
            assertArrayEquals(nonce, ASN1OctetString.getInstance(value).getOctets());
            assertTrue(answer.nextUpdate().isEmpty(), "nobody may keep it");
        }
        assertEquals("status 1", here.ask(here.request(TestResponder.SHA1, serial, new byte[129])));
        assertEquals("status 1", here.ask(here.request(TestResponder.SHA1, serial, new byte[0])));
    }

    @StoreTest
    @DisplayName("RFC 6960 §2.3: beyond the rate, tryLater (3); what is kept is given out all the same")
    void rate(Store store) throws Exception {
        TestResponder here =
                TestResponder.on(store, folder, new OcspResponder.Rules(Duration.ofHours(1), 3, 2, 1 << 20));
        BigInteger serial = here.card().getSerialNumber();
        byte[] nonce = new byte[16];
        for (int i = 0; i < 3; i++) {
            assertEquals("good", here.ask(here.request(TestResponder.SHA1, serial, nonce)));
        }
        assertEquals("status 3", here.ask(here.request(TestResponder.SHA1, serial, nonce)));
        assertEquals("good", here.ask(here.request(TestResponder.SHA1, serial, null)));
        assertEquals("good", here.ask(here.request(TestResponder.SHA256, serial, null)));
        assertEquals("status 3", here.ask(here.request(TestResponder.SHA1, BigInteger.TEN, null)));
        assertEquals("good", here.ask(here.request(TestResponder.SHA1, serial, null)));
        here.pass(Duration.ofSeconds(1));
        assertEquals("good", here.ask(here.request(TestResponder.SHA1, serial, nonce)));
    }

    @StoreTest
    @DisplayName(
            "RFC 6960 §4.2.2.2: the responder's certificate is the authority's own, unchecked, and renewed by itself")
    void delegation(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        byte[] request = here.request(TestResponder.SHA1, here.card().getSerialNumber(), null);
        var first = here.basic(here.responder.answer(request).der()).getCerts()[0];
        assertNotNull(first.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck));
        assertNull(first.getExtension(org.bouncycastle.asn1.x509.Extension.cRLDistributionPoints));
        here.pass(Duration.ofDays(3));
        assertEquals(first, here.basic(here.responder.answer(request).der()).getCerts()[0]);
        here.pass(Duration.ofDays(1));
        var second = here.basic(here.responder.answer(request).der()).getCerts()[0];
        assertFalse(second.equals(first));
        assertFalse(second.getSubjectPublicKeyInfo().equals(first.getSubjectPublicKeyInfo()));
    }

    @StoreTest
    @DisplayName("a retiring authority's certificates are answered for")
    void retiring(Store store) throws Exception {
        TestResponder here = TestResponder.on(store, folder);
        X509Certificate card = here.card();
        String id = CertificateId.issuerId(here.keys.issuing());
        store.transact(tx -> {
            AuthorityRegister.setStatus(tx, id, AuthorityStatus.RETIRING, here.clock.instant());
            return null;
        });
        assertEquals("good", here.ask(here.request(TestResponder.SHA1, card.getSerialNumber(), null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    @DisplayName("the rate fills again with time, up to a second's worth")
    void bucket(int rate) {
        long[] nanos = {0};
        TokenBucket bucket = new TokenBucket(rate, () -> nanos[0]);
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < rate; i++) {
                assertTrue(bucket.take());
            }
            assertFalse(bucket.take());
            nanos[0] += 1_000_000_000L;
        }
        nanos[0] += 100_000_000_000L;
        for (int i = 0; i < rate; i++) {
            assertTrue(bucket.take());
        }
        assertFalse(bucket.take());
    }
}
