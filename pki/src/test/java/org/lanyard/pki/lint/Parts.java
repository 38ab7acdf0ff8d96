package org.lanyard.pki.lint;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.lanyard.pki.keystore.Roca;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.testing.TestKeys;

/** Parts of certificates for {@link BrokenRule}, good and odd. */
final class Parts {
    private Parts() {}

    static ASN1Encodable version(int version) {
        return new DERTaggedObject(true, 0, new ASN1Integer(version - 1L));
    }

    static ASN1Integer serial(int highestBit) {
        return new ASN1Integer(random(highestBit + 1));
    }

    static AlgorithmIdentifier algorithm(String oid) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
    }

    static Time time(int daysFromNow) {
        Instant time = LinterTest.NOW.plus(Duration.ofDays(daysFromNow));
        return new Time(Date.from(time));
    }

    static DERSequence validity(ASN1Encodable from, ASN1Encodable until) {
        return new DERSequence(new ASN1Encodable[] {from, until});
    }

    static GeneralNames uri(String uri) {
        return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    static DERSequence policies(Profile... profiles) {
        ASN1Encodable[] all = new ASN1Encodable[profiles.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new PolicyInformation(
                    new ASN1ObjectIdentifier(LinterTest.AUTHORITY.arc().policy(profiles[i])));
        }
        return new DERSequence(all);
    }

    static CRLDistPoint point(String uri) {
        DistributionPointName name = new DistributionPointName(uri(uri));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    static NameConstraints nameConstraints() {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example"));
        return new NameConstraints(new GeneralSubtree[] {subtree}, null);
    }

    static SubjectPublicKeyInfo offCurve() {
        SubjectPublicKeyInfo good =
                SubjectPublicKeyInfo.getInstance(TestKeys.p256().getPublic().getEncoded());
        byte[] point = good.getPublicKeyData().getBytes();
        point[64] ^= 1;
        return new SubjectPublicKeyInfo(good.getAlgorithm(), point);
    }

    /** A modulus that is 1 modulo every prime of the fingerprint, which is a power of anything. */
    static PublicKey roca() {
        BigInteger product = BigInteger.valueOf(2);
        for (int prime = 3; prime <= 167; prime += 2) {
            if (BigInteger.valueOf(prime).isProbablePrime(50)) {
                product = product.multiply(BigInteger.valueOf(prime));
            }
        }
        BigInteger modulus = product.multiply(
                        BigInteger.ONE.shiftLeft(2048).divide(product).subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        if (!Roca.isFingerprinted(modulus)) {
            throw new IllegalStateException("not what it should be");
        }
        return rsa(modulus);
    }

    /** An odd number of so many bits, the same each time. */
    static BigInteger random(int bits) {
        return new BigInteger(bits, new java.util.Random(bits)).setBit(bits - 1).setBit(0);
    }

    static BigInteger prime(int bits) {
        return random(bits).setBit(bits - 2).nextProbablePrime();
    }

    static PublicKey rsa(BigInteger modulus) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
