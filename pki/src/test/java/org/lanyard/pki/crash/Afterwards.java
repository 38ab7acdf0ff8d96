package org.lanyard.pki.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.lanyard.pki.responder.DelegatedResponders;
import org.lanyard.pki.responder.OcspResponder;
import org.lanyard.pki.revocation.CertificateId;
import org.lanyard.pki.revocation.CertificateLookup;
import org.lanyard.pki.revocation.CertificateRow;
import org.lanyard.pki.revocation.CertificateStatus;
import org.lanyard.pki.revocation.PublishedList;
import org.lanyard.pki.revocation.PublishedLists;

/** What has to hold when an authority is opened again after it was killed. */
final class Afterwards {
    private static final int ASKED = 5;

    private Afterwards() {}

    static void check(Path folder, Said said) throws Exception {
        try (AuthorityFolder opened = new AuthorityFolder(folder, key -> key)) {
            records(opened, said);
            lists(opened, said);
            ocsp(opened, said);
        }
    }

    /** Whatever was signed has a record, and whoever was given a certificate finds that very one in it. */
    private static void records(AuthorityFolder opened, Said said) throws Exception {
        for (String serial : said.signed) {
            assertTrue(row(opened, serial).isPresent(), serial + " was signed and has no record");
        }
        for (var handed : said.handedOut.entrySet()) {
            byte[] der = opened.store
                    .read(handle -> CertificateLookup.certificate(handle, id(opened, handed.getKey())))
                    .orElseThrow(() -> new AssertionError(handed.getKey() + " was handed out and is not kept"))
                    .getEncoded();
            assertEquals(handed.getValue(), KilledAuthority.hash(der), "another certificate is kept");
        }
        for (String serial : said.revoked) {
            assertEquals(
                    CertificateStatus.REVOKED, row(opened, serial).orElseThrow().status(), serial);
        }
    }

    /** The next lists have higher numbers than all that ever were, and what was revoked is on them. */
    private static void lists(AuthorityFolder opened, Said said) throws Exception {
        long before = said.highestNumber();
        PublishedList complete = opened.lists.publish("test");
        assertTrue(complete.number() > before, complete.number() + " after " + before);
        said.list(complete.number(), "after a kill");
        Set<String> on = serials(opened, complete);
        assertTrue(on.containsAll(said.revoked), "revoked, and not on the next complete list");
        PublishedList delta = opened.lists.publishDelta(0, "test");
        assertTrue(delta.number() > complete.number());
        said.list(delta.number(), "after a kill");
    }

    private static void ocsp(AuthorityFolder opened, Said said) throws Exception {
        OcspResponder responder = new OcspResponder(
                opened.store,
                new DelegatedResponders(id -> Optional.of(opened.authority), opened.clock, opened.random),
                OcspResponder.Rules.DEFAULT,
                opened.clock,
                System::nanoTime);
        List<String> asked = said.revoked.stream().limit(ASKED).toList();
        for (String serial : asked) {
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new X509CertificateHolder(opened.authority.certificate().getEncoded()),
                    new BigInteger(serial, 16));
            byte[] request = new OCSPReqBuilder().addRequest(id).build().getEncoded();
            BasicOCSPResp answer =
                    (BasicOCSPResp) new OCSPResp(responder.answer(request).der()).getResponseObject();
            SingleResp single = answer.getResponses()[0];
            assertTrue(single.getCertStatus() instanceof RevokedStatus, serial + " is " + single.getCertStatus());
        }
    }

    private static Set<String> serials(AuthorityFolder opened, PublishedList list) throws Exception {
        X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(PublishedLists.bytes(opened.store, list)));
        Set<String> serials = new HashSet<>();
        if (crl.getRevokedCertificates() != null) {
            crl.getRevokedCertificates().forEach(entry -> serials.add(KilledAuthority.hex(entry.getSerialNumber())));
        }
        return serials;
    }

    private static Optional<CertificateRow> row(AuthorityFolder opened, String serial) throws Exception {
        return opened.store.read(handle -> CertificateLookup.find(handle, id(opened, serial)));
    }

    private static CertificateId id(AuthorityFolder opened, String serial) {
        return new CertificateId(opened.authority.id(), new BigInteger(serial, 16));
    }
}
