package org.lanyard.pki.responder;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.PublicationPoints;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.TestAuthority;
import org.lanyard.pki.testing.TestKeys;

/** An authority with a responder on a store, a clock that the test sets, and Bouncy Castle as the one who asks. */
final class TestResponder {
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final String SHA1 = "1.3.14.3.2.26";
    static final String SHA256 = "2.16.840.1.101.3.4.2.1";

    final TestAuthority keys;
    final Store store;
    final AuditLog audit;
    final SecureRandom random = new SecureRandom();
    final InstantSource clock;
    final AtomicLong nanos = new AtomicLong();
    final DelegatedResponders delegated;
    final OcspResponder responder;
    private final Instant[] now;

    private PublicationPoints points = PublicationPoints.at(URI.create("http://pki.example"));

    private TestResponder(TestAuthority keys, Store store, AuditLog audit, Instant[] now, OcspResponder.Rules rules)
            throws PkiException {
        this.keys = keys;
        this.store = store;
        this.audit = audit;
        this.now = now;
        this.clock = () -> now[0];
        String id = CertificateId.issuerId(keys.issuing());
        this.delegated = new DelegatedResponders(
                wanted -> wanted.equals(id) ? Optional.of(authority()) : Optional.empty(), clock, random);
        this.responder = new OcspResponder(store, delegated, rules, clock, nanos::get);
        authority();
    }

    static TestResponder on(Store store, Path folder) throws PkiException {
        return on(store, folder, OcspResponder.Rules.DEFAULT);
    }

    static TestResponder on(Store store, Path folder, OcspResponder.Rules rules) throws PkiException {
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
        return new TestResponder(TestAuthority.create(START), store, audit, new Instant[] {START}, rules);
    }

    /** One of today, for tools that have no clock but their own. */
    static TestResponder today(Store store, Path folder) throws PkiException {
        Instant now = Instant.now();
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), new SecureRandom());
        return new TestResponder(
                TestAuthority.create(now), store, audit, new Instant[] {now}, OcspResponder.Rules.DEFAULT);
    }

    /** What is issued from now on says where. */
    void publishAt(PublicationPoints where) {
        points = where;
    }

    /** The same authority on another node. */
    TestResponder node(Store other) throws PkiException {
        return new TestResponder(keys, other, audit, now, OcspResponder.Rules.DEFAULT);
    }

    void pass(Duration time) {
        now[0] = now[0].plus(time);
        nanos.addAndGet(time.toNanos());
    }

    Authority authority() throws PkiException {
        return Authority.open(store, keys.issuingKey(), keys.root(), OidArc.DEFAULT, points, clock, random, audit);
    }

    X509Certificate card() throws PkiException {
        return issue(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()));
    }

    X509Certificate issue(Profile profile, SubjectName name) throws PkiException {
        return authority().issue(new IssuanceRequest(profile, TestKeys.p256().getPublic(), name), "test");
    }

    void revoke(X509Certificate certificate, RevocationReason reason) throws PkiException {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        store.<Boolean, PkiException>transact(
                tx -> registry.revoke(tx, CertificateId.of(certificate), reason, now[0], "office", "lost"));
    }

    void release(X509Certificate certificate) throws PkiException {
        CertificateRegistry registry = new CertificateRegistry(store.engine(), audit);
        store.<Void, PkiException>transact(tx -> {
            registry.release(tx, CertificateId.of(certificate), now[0], "office", "found");
            return null;
        });
    }

    RevocationLists lists() throws PkiException {
        return RevocationLists.of(store, keys.issuingKey(), RevocationLists.DEFAULT_VALIDITY, clock, audit);
    }

    ResponderHandler handler() {
        return new ResponderHandler(responder, store, clock, random);
    }

    /** A request about one certificate. */
    byte[] request(String hash, BigInteger serial, byte[] nonce) {
        return request(hash, keys.issuing(), nonce, serial);
    }

    static byte[] request(String hash, X509Certificate issuer, byte[] nonce, BigInteger... serials) {
        try {
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            OCSPReqBuilder builder = new OCSPReqBuilder();
            for (BigInteger serial : serials) {
                builder.addRequest(new CertificateID(
                        digests.get(new AlgorithmIdentifier(new org.bouncycastle.asn1.ASN1ObjectIdentifier(hash))),
                        new JcaX509CertificateHolder(issuer),
                        serial));
            }
            if (nonce != null) {
                builder.setRequestExtensions(new Extensions(new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded())));
            }
            return builder.build().getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer's status, and where it is signed what is said of the one certificate. */
    String ask(byte[] request) throws Exception {
        return told(responder.answer(request).der());
    }

    String told(byte[] der) throws Exception {
        OCSPResp response = new OCSPResp(der);
        return response.getStatus() == OCSPResp.SUCCESSFUL
                ? told(basic(der).getResponses()[0].getCertStatus())
                : "status " + response.getStatus();
    }

    static String told(CertificateStatus status) {
        if (status == CertificateStatus.GOOD) {
            return "good";
        }
        if (status instanceof RevokedStatus revoked) {
            return "revoked " + (revoked.hasRevocationReason() ? revoked.getRevocationReason() : "");
        }
        return status instanceof UnknownStatus ? "unknown" : "?";
    }

    /** A signed answer, its signature checked with its certificate, and that with the authority's. */
    BasicOCSPResp basic(byte[] der) throws IOException, OCSPException, Exception {
        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(der).getResponseObject();
        var verifiers = new JcaContentVerifierProviderBuilder();
        if (!basic.isSignatureValid(verifiers.build(basic.getCerts()[0]))
                || !basic.getCerts()[0].isSignatureValid(verifiers.build(keys.issuing()))
                || !basic.getCerts()[0].isValidOn(java.util.Date.from(now[0]))) {
            throw new AssertionError("the answer is not signed by a responder of the authority");
        }
        return basic;
    }
}
