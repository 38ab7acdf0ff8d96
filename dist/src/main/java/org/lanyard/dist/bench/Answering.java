package org.lanyard.dist.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.lanyard.pki.responder.DelegatedResponders;
import org.lanyard.pki.responder.OcspResponder;

/**
 * OCSP answers, from request bytes to response bytes: without a nonce, kept from before and looked up with the record that they
 * rest on; with one, signed each time.
 */
final class Answering implements AuthorityBenchmark {
    private static final int CERTIFICATES = 1_000;
    private static final int NONCE = 32;

    private final String name;
    private final boolean nonce;
    private final String aim;
    private final int weight;

    private Answering(String name, boolean nonce, String aim, int weight) {
        this.name = name;
        this.nonce = nonce;
        this.aim = aim;
        this.weight = weight;
    }

    static Answering kept() {
        return new Answering("pki-ocsp-kept", false, "CPU < 0.05 ms (20,000/s)", 20);
    }

    static Answering signed() {
        return new Answering("pki-ocsp-signed", true, "", 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String aim() {
        return aim;
    }

    @Override
    public Result run(AuthorityGround ground) throws Exception {
        ground.progress().accept(name + ": warming up, measuring");
        OcspResponder responder = new OcspResponder(
                ground.store(),
                new DelegatedResponders(id -> Optional.of(ground.authority()), ground.clock(), ground.random()),
                new OcspResponder.Rules(
                        OcspResponder.Rules.DEFAULT.validity(),
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        OcspResponder.Rules.DEFAULT.cacheBytes()),
                ground.clock(),
                System::nanoTime);
        Requests requests = new Requests(ground);
        List<byte[]> kept = requests.withoutNonce();
        return InProcess.measure(
                name,
                ground.length(),
                weight,
                () -> {
                    List<InProcess.Step> round = new ArrayList<>();
                    for (byte[] request : nonce ? requests.withNonce() : kept) {
                        round.add(() -> require(responder.answer(request)));
                    }
                    return round;
                },
                new BareCrypto.Bill(0, 1));
    }

    /** A refusal is shorter than any signature. */
    private static void require(OcspResponder.Answer answer) throws IOException {
        if (answer.der().length < 200) {
            throw new IOException("the responder refused");
        }
    }

    private static final class Requests {
        private final AuthorityGround ground;
        private final List<CertificateID> ids = new ArrayList<>();

        Requests(AuthorityGround ground) throws Exception {
            this.ground = ground;
            DigestCalculator sha1 =
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            X509CertificateHolder issuer =
                    new X509CertificateHolder(ground.authority().certificate().getEncoded());
            for (X509Certificate certificate : ground.certificates(CERTIFICATES)) {
                BigInteger serial = certificate.getSerialNumber();
                ids.add(new CertificateID(sha1, issuer, serial));
            }
        }

        List<byte[]> withoutNonce() throws Exception {
            List<byte[]> requests = new ArrayList<>();
            for (CertificateID id : ids) {
                requests.add(new OCSPReqBuilder().addRequest(id).build().getEncoded());
            }
            return requests;
        }

        List<byte[]> withNonce() throws Exception {
            List<byte[]> requests = new ArrayList<>();
            for (CertificateID id : ids) {
                byte[] nonce = new byte[NONCE + 2];
                ground.random().nextBytes(nonce);
                nonce[0] = 4;
                nonce[1] = NONCE;
                requests.add(new OCSPReqBuilder()
                        .addRequest(id)
                        .setRequestExtensions(
                                new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, nonce)))
                        .build()
                        .getEncoded());
            }
            return requests;
        }
    }
}
