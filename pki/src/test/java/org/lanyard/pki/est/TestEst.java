package org.lanyard.pki.est;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.http.RawHttp;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.path.LeafValidator;
import org.lanyard.pki.path.StoredIssuers;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.register.AuthorityRow;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationReason;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.testing.TestAuthority;

/** An authority that enrols, on a store; the client's certificate stands in a header, as behind a proxy. */
final class TestEst {
    static final URI KIOSK = URI.create("https://kiosk.example/library");
    static final String P10 = "Content-Type: application/pkcs10";

    final TestAuthority keys;
    final Store store;
    final AuditLog audit;
    final SecureRandom random = new SecureRandom();
    final CertificateRegistry registry;
    final EnrolmentDesk desk;
    private Instant now;

    TestEst(Store store, Path folder, Instant start) throws Exception {
        this.now = start;
        this.keys = TestAuthority.create(start);
        this.store = store;
        this.audit = new AuditLog(MasterKey.openOrCreate(folder.resolve("master.key")), random);
        this.registry = new CertificateRegistry(store.engine(), audit);
        authority();
        LeafValidator leaves = new LeafValidator(StoredIssuers.open(store, this::now), OidArc.DEFAULT);
        this.desk = new EnrolmentDesk(store, leaves, registry, audit, this::labelled, this::now, random);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Authority authority() throws PkiException {
        return Authority.open(store, keys.issuingKey(), keys.root(), OidArc.DEFAULT, this::now, random, audit);
    }

    private Authority labelled(String label) throws PkiException {
        if (!label.equals(AuthorityRow.MAIN)) {
            throw new PkiException(PkiReason.AUTHORITY_UNKNOWN, label);
        }
        return authority();
    }

    RawHttp http() {
        return RawHttp.start(new EstHandler(desk, TlsClients.behindListedProxies(), random));
    }

    /** One that the server sees without TLS. */
    RawHttp plain() {
        return RawHttp.start(new EstHandler(desk, TlsClients.own(), random));
    }

    String token(Profile profile, SubjectName name, Duration valid) throws PkiException {
        Enrolment allowed = Enrolment.of(AuthorityRow.MAIN, profile, name);
        EnrolmentTokens tokens = new EnrolmentTokens(audit, random);
        return store.transact(tx -> tokens.create(tx, allowed, now, valid, "test"))
                .reveal();
    }

    String token() throws PkiException {
        return token(Profile.KIOSK, new SubjectName.Service(KIOSK), Duration.ofHours(24));
    }

    void revoke(X509Certificate certificate, RevocationReason reason) throws PkiException {
        store.<Boolean, PkiException>transact(
                tx -> registry.revoke(tx, CertificateId.of(certificate), reason, now, "office", "lost"));
    }

    static String basic(String token) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("kiosk:" + token).getBytes(StandardCharsets.UTF_8));
    }

    static String header(X509Certificate certificate) throws Exception {
        return "Client-Cert: :" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
    }

    static String body(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    /** A request that asks for names. */
    static byte[] request(KeyPair key, String subject, Optional<GeneralNames> alternative) throws Exception {
        var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic());
        if (alternative.isPresent()) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, alternative.get());
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
    }

    static byte[] request(KeyPair key) throws Exception {
        return request(key, "", Optional.empty());
    }

    static Optional<GeneralNames> uri(String... uris) {
        List<GeneralName> names = new ArrayList<>();
        for (String uri : uris) {
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        }
        return Optional.of(new GeneralNames(names.toArray(new GeneralName[0])));
    }

    /** The certificates of an answer, as the JDK reads PKCS#7. */
    static List<X509Certificate> certificates(RawHttp.Answer answer) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(answer.body());
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(der))
                .forEach(each -> certificates.add((X509Certificate) each));
        return certificates;
    }
}
