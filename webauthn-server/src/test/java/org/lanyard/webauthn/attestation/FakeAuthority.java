package org.lanyard.webauthn.attestation;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lanyard.pki.testing.TestKeys;

/** A public authority: vouches for hosts, and publishes who is revoked. */
final class FakeAuthority {
    private static final String NAME = "CN=A root for all the world";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Instant now;
    private final String listAddress;
    private final KeyPair key = TestKeys.p256();
    private final X509Certificate root;

    FakeAuthority(Instant now, String listAddress) throws Exception {
        this.now = now;
        this.listAddress = listAddress;
        X509v3CertificateBuilder builder = builder(NAME, key.getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        this.root = signed(builder);
    }

    X509Certificate root() {
        return root;
    }

    X509Certificate certify(String host, PublicKey holder) throws Exception {
        X509v3CertificateBuilder builder = builder("CN=" + host, holder);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        GeneralNames list = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, listAddress));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(list), null, null)
        }));
        return signed(builder);
    }

    /** The list of who is revoked. */
    byte[] list(X509Certificate... revoked) throws Exception {
        X509v2CRLBuilder list = new X509v2CRLBuilder(new X500Name(NAME), Date.from(now.minusSeconds(60)));
        list.setNextUpdate(Date.from(now.plus(Duration.ofDays(90))));
        for (X509Certificate each : revoked) {
            list.addCRLEntry(each.getSerialNumber(), Date.from(now.minusSeconds(90)), CRLReason.keyCompromise);
        }
        list.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic()));
        list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
        return list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
    }

    private X509v3CertificateBuilder builder(String subject, PublicKey holder) throws Exception {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(NAME),
                new BigInteger(120, RANDOM).setBit(120),
                Date.from(now.minus(Duration.ofDays(400))),
                Date.from(now.plus(Duration.ofDays(400))),
                new X500Name(subject),
                holder);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(holder));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(key.getPublic()));
        return builder;
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    }
}
