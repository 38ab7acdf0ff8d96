package org.lanyard.pki.keystore;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * The kinds of public key that are taken: P-256 and P-384 with a point on the curve, RSA of 2048 to 4096 bits with an odd
 * exponent of at least 65537 (SP 800-78-5 section 3.1, FIPS 186-5 appendix A.1.1, SP 800-89 section 5.3.3).
 */
public final class AllowedKeys {
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);
    private static final BigInteger P256_PRIME =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger P256_B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger P384_PRIME = new BigInteger(
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff", 16);
    private static final BigInteger P384_B = new BigInteger(
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef", 16);
    private static final BigInteger MINUS_THREE = BigInteger.valueOf(-3);

    private AllowedKeys() {}

    /**
     * Takes a key, or says what is wrong with it.
     *
     * @throws PkiException KEY_NOT_ALLOWED
     */
    public static void require(PublicKey key) throws PkiException {
        if (key instanceof ECPublicKey ec) {
            requireEllipticCurve(ec);
        } else if (key instanceof RSAPublicKey rsa) {
            requireRsa(rsa);
        } else {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, key.getAlgorithm());
        }
    }

    private static void requireRsa(RSAPublicKey key) throws PkiException {
        int bits = key.getModulus().bitLength();
        if (bits < 2048 || bits > 4096 || !key.getModulus().testBit(0)) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "RSA modulus of " + bits + " bits");
        }
        BigInteger exponent = key.getPublicExponent();
        if (exponent.compareTo(SMALLEST_EXPONENT) < 0 || !exponent.testBit(0) || exponent.bitLength() > 256) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "RSA exponent, which must be odd, 65537 or more");
        }
    }

    private static void requireEllipticCurve(ECPublicKey key) throws PkiException {
        ECParameterSpec parameters = key.getParams();
        EllipticCurve curve = parameters.getCurve();
        if (!(curve.getField() instanceof ECFieldFp field)) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "curve over a binary field");
        }
        BigInteger p = field.getP();
        BigInteger b;
        if (p.equals(P256_PRIME)) {
            b = P256_B;
        } else if (p.equals(P384_PRIME)) {
            b = P384_B;
        } else {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "curve over " + p.bitLength() + " bits");
        }
        if (!curve.getA().equals(p.add(MINUS_THREE)) || !curve.getB().equals(b)) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "curve parameters of its own");
        }
        if (!isOnCurve(key.getW(), p, b)) {
            throw new PkiException(PkiReason.KEY_NOT_ALLOWED, "point not on the curve");
        }
    }

    /** Both curves have cofactor 1, so a point on the curve other than infinity is in the right group. */
    static boolean isOnCurve(ECPoint point, BigInteger p, BigInteger b) {
        if (ECPoint.POINT_INFINITY.equals(point)) {
            return false;
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).add(MINUS_THREE).multiply(x).add(b);
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }
}
