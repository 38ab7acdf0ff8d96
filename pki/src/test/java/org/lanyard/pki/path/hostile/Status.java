package org.lanyard.pki.path.hostile;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.lanyard.pki.path.PathQuestion;
import org.lanyard.pki.path.PathValidator;
import org.lanyard.pki.path.parse.OcspAnswer;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.revocation.CrlSet;
import org.lanyard.pki.path.revocation.OcspJudge;
import org.lanyard.pki.path.revocation.OcspSource;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.TrustAnchor;

/** A chain of three with what is said of its status, good until a row of a table breaks it. */
final class Status {
    static final BigInteger SERIAL = new BigInteger("1234567890");

    final Maker root = Maker.authority("CN=root", null);
    final Maker authority = Maker.authority("CN=authority", root).serial(BigInteger.TWO);
    final Maker leaf = Maker.leaf(authority).serial(SERIAL);
    final List<Maker> more = new ArrayList<>();
    final List<Crl> lists = new ArrayList<>();
    final Crl list = new Crl(authority);
    Optional<Answer> answer = Optional.empty();

    /** A row of a table. */
    record Row(String name, PathReason reason, Consumer<Status> change) {
        @Override
        public String toString() {
            return name + " → " + (reason == null ? "not revoked" : reason);
        }
    }

    Status() {
        lists.add(new Crl(root));
        lists.add(list);
    }

    /** Instead of the list. */
    Answer answer() {
        lists.remove(list);
        answer = Optional.of(new Answer());
        return answer.get();
    }

    void judge() throws Exception {
        List<ParsedCertificate> along = new ArrayList<>(List.of(ParsedCertificate.of(authority.make())));
        for (Maker each : more) {
            along.add(ParsedCertificate.of(each.make()));
        }
        List<ParsedCrl> parsed = new ArrayList<>();
        for (Crl each : lists) {
            parsed.add(ParsedCrl.of(each.make()));
        }
        Optional<OcspAnswer> given =
                answer.isPresent() ? Optional.of(OcspAnswer.of(answer.get().make())) : Optional.empty();
        Optional<byte[]> nonce = answer.flatMap(each -> each.askedWith);
        OcspSource source = (path, position, inputs, budget) -> given.isEmpty() || position > 0
                ? Optional.empty()
                : OcspJudge.DEFAULT.judge(
                        given.get(),
                        OcspJudge.Issuer.of(path, position),
                        path.path().certificates().get(position),
                        nonce,
                        inputs,
                        budget);
        PathValidator.of(List.of(TrustAnchor.of(ParsedCertificate.of(root.make()))), along)
                .validate(
                        ParsedCertificate.of(leaf.make()),
                        PathQuestion.of(PathInputs.at(Hostile.NOW))
                                .with(RevocationMode.REQUIRED, CrlSet.of(parsed), source));
    }

    static byte[] nonce(int octet) {
        byte[] nonce = new byte[32];
        Arrays.fill(nonce, (byte) octet);
        return Hostile.tlv(4, nonce);
    }

    /** A list to be. */
    static final class Crl {
        Maker signer;
        X500Name issuer;
        Instant thisUpdate = Hostile.NOW.minusSeconds(3600);
        Instant nextUpdate = Hostile.NOW.plusSeconds(3600);
        String algorithm = "SHA256withECDSA";
        boolean altered;
        final ExtensionsGenerator extensions = new ExtensionsGenerator();
        final List<Consumer<X509v2CRLBuilder>> entries = new ArrayList<>();

        Crl(Maker signer) {
            this(signer, 10);
        }

        Crl(Maker signer, int number) {
            this.signer = signer;
            this.issuer = signer.subject;
            with("2.5.29.20", false, new CRLNumber(BigInteger.valueOf(number)));
        }

        Crl with(String oid, boolean critical, ASN1Encodable value) {
            try {
                extensions.addExtension(new ASN1ObjectIdentifier(oid), critical, value);
                return this;
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Changes since the list of a number. */
        Crl since(int base) {
            return with("2.5.29.27", true, new CRLNumber(BigInteger.valueOf(base)));
        }

        Crl entry(BigInteger serial, int reason) {
            return entry(serial, Extension.reasonCode, false, CRLReason.lookup(reason));
        }

        Crl entry(BigInteger serial, ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
            try {
                Extensions own = new Extensions(new Extension(
                        oid,
                        critical,
                        new DEROctetString(value.toASN1Primitive().getEncoded("DER"))));
                entries.add(builder -> builder.addCRLEntry(serial, Date.from(Hostile.NOW.minusSeconds(7200)), own));
                return this;
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Crl of(BigInteger serial, Maker certificatesIssuer) {
            return entry(
                    serial,
                    Extension.certificateIssuer,
                    true,
                    new GeneralNames(new GeneralName(certificatesIssuer.subject)));
        }

        byte[] make() throws Exception {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
            if (nextUpdate != null) {
                builder.setNextUpdate(Date.from(nextUpdate));
            }
            entries.forEach(each -> each.accept(builder));
            Extensions all = extensions.generate();
            for (ASN1ObjectIdentifier oid : all.getExtensionOIDs()) {
                builder.addExtension(all.getExtension(oid));
            }
            byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(signer.key.getPrivate()))
                    .getEncoded();
            if (altered) {
                der[der.length - 1] ^= 1;
            }
            return der;
        }
    }

    /** An OCSP answer to be: by a delegate of the authority. */
    final class Answer {
        Maker delegate = Maker.leaf(authority)
                .subject("CN=responder")
                .with(
                        "2.5.29.37",
                        false,
                        new org.bouncycastle.asn1.x509.ExtendedKeyUsage(
                                org.bouncycastle.asn1.x509.KeyPurposeId.id_kp_OCSPSigning))
                .with("1.3.6.1.5.5.7.48.1.5", false, org.bouncycastle.asn1.DERNull.INSTANCE);
        Maker signer = delegate;
        boolean alone;
        boolean altered;
        String hash = CertificateID.HASH_SHA1.getAlgorithm().getId();
        Maker about = authority;
        Instant thisUpdate = Hostile.NOW.minusSeconds(60);
        Instant nextUpdate = Hostile.NOW.plusSeconds(3600);
        Optional<byte[]> askedWith = Optional.empty();
        Optional<byte[]> nonce = Optional.empty();
        CertificateStatus said = CertificateStatus.GOOD;
        final List<BigInteger> before = new ArrayList<>();
        /** Said of the same certificate beside. */
        final List<CertificateStatus> again = new ArrayList<>();

        byte[] make() throws Exception {
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(signer.subject));
            for (BigInteger other : before) {
                builder.addResponse(id(other), CertificateStatus.GOOD, date(thisUpdate), date(nextUpdate), null);
            }
            builder.addResponse(id(SERIAL), said, date(thisUpdate), date(nextUpdate), null);
            for (CertificateStatus each : again) {
                builder.addResponse(id(SERIAL), each, date(thisUpdate), date(nextUpdate), null);
            }
            if (nonce.isPresent()) {
                builder.setResponseExtensions(
                        new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, nonce.get())));
            }
            X509CertificateHolder[] along = alone
                    ? new X509CertificateHolder[0]
                    : new X509CertificateHolder[] {new X509CertificateHolder(delegate.make())};
            byte[] der = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key.getPrivate()),
                                    along,
                                    Date.from(Hostile.NOW)))
                    .getEncoded();
            if (altered) {
                // In producedAt, so that everything can still be read.
                int at = new String(der, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("20261123120000Z");
                der[at + 13] = '1';
            }
            return der;
        }

        private CertificateID id(BigInteger serial) throws Exception {
            return new CertificateID(
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash))),
                    new X509CertificateHolder(about.make()),
                    serial);
        }

        private static Date date(Instant at) {
            return at == null ? null : Date.from(at);
        }
    }
}
