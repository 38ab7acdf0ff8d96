package org.lanyard.dist.bench;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates as long as other authorities' are: what makes them long is an extension that nobody knows. */
final class SizedCertificate {
    /** Of our own arc (2.25.UUID). */
    private static final ASN1ObjectIdentifier FILLER =
            new ASN1ObjectIdentifier("2.25.156734822817254036873160935012473025318");

    private static final int VALID_DAYS = 30;
    private static final int TRIES = 40;

    private SizedCertificate() {}

    /** A certificate for a card's key, without a name in it, of {@code bytes} give or take two, by an authority that is thrown away. */
    static X509Certificate of(PublicKey key, int bytes) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair authority = generator.generateKeyPair();
        int filler = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] made = make(key, authority, filler);
            if (Math.abs(made.length - bytes) <= 2) {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(made));
            }
            filler = Math.max(0, filler + bytes - made.length);
        }
        throw new IllegalArgumentException("no certificate has " + bytes + " bytes");
    }

    private static byte[] make(PublicKey key, KeyPair authority, int filler) throws Exception {
        Instant now = Instant.now();
        X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(
                new X500Name("CN=B"),
                BigInteger.ONE,
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(VALID_DAYS, ChronoUnit.DAYS)),
                new X500Name("CN=C"),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        if (filler > 0) {
            certificate.addExtension(FILLER, false, new byte[filler]);
        }
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
        return certificate.build(signer).getEncoded();
    }
}
