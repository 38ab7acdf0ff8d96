package org.lanyard.pki.path.rules;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.lanyard.pki.path.parse.AlgorithmIdentifier;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.SubjectKey;

/** working_public_key, its algorithm and its parameters (RFC 5280 §6.1.2 (g) to (i)), of a kind and strength that is taken. */
public final class WorkingKey {
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);

    private final PublicKey key;
    private final String algorithm;
    private final Optional<SubjectKey> encoded;

    private WorkingKey(PublicKey key, String algorithm, Optional<SubjectKey> encoded) {
        this.key = key;
        this.algorithm = algorithm;
        this.encoded = encoded;
    }

    /** Whether a key is DSA without parameters of its own: then it is not known before the one above it is. */
    public static boolean inherits(SubjectKey key) {
        return key.algorithm().oid().equals(Algorithms.DSA)
                && (key.algorithm().isBare() || key.algorithm().hasNull());
    }

    /**
     * Takes a key.
     *
     * @throws PathException KEY_NOT_ALLOWED
     */
    public static WorkingKey of(SubjectKey key, Algorithms allowed) throws PathException {
        AlgorithmIdentifier algorithm = key.algorithm();
        String kind = switch (algorithm.oid()) {
            case Algorithms.RSA -> "RSA";
            case Algorithms.EC -> "EC";
            case Algorithms.ED25519 -> "Ed25519";
            case Algorithms.ED448 -> "Ed448";
            case Algorithms.DSA -> "DSA";
            default -> throw not("algorithm " + algorithm.oid());
        };
        requireParameters(algorithm, allowed);
        try {
            PublicKey read = KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(key.der()));
            require(read, allowed);
            return new WorkingKey(read, algorithm.oid(), Optional.of(key));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw not(kind + " key that cannot be read");
        }
    }

    /**
     * RFC 5280 §6.1.4 (e), (f): a key without parameters takes those of this key above it, if that is of the same algorithm.
     */
    WorkingKey inherited(SubjectKey key, Algorithms allowed) throws PathException {
        if (!allowed.alsoDsa() || !(this.key instanceof DSAPublicKey above)) {
            throw not("DSA without parameters");
        }
        DSAParams parameters = above.getParams();
        try {
            return new WorkingKey(
                    KeyFactory.getInstance("DSA")
                            .generatePublic(new DSAPublicKeySpec(
                                    dsaNumber(key), parameters.getP(), parameters.getQ(), parameters.getG())),
                    Algorithms.DSA,
                    Optional.empty());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw not("DSA key that cannot be read");
        }
    }

    /** The INTEGER that a DSA key is: its content begins behind tag and length. */
    private static BigInteger dsaNumber(SubjectKey key) throws PathException {
        byte[] bits = key.bits();
        int header = bits.length > 2 && bits[1] < 0 ? 2 + (bits[1] & 0x7f) : 2;
        if (bits.length <= header || bits[0] != 2) {
            throw not("DSA key that cannot be read");
        }
        return new BigInteger(1, Arrays.copyOfRange(bits, header, bits.length));
    }

    private static void requireParameters(AlgorithmIdentifier algorithm, Algorithms allowed) throws PathException {
        boolean fits = switch (algorithm.oid()) {
            case Algorithms.RSA -> algorithm.hasNull();
            case Algorithms.EC -> allowed.curves().contains(algorithm.named().orElse(""));
            case Algorithms.DSA -> allowed.alsoDsa();
            default -> algorithm.isBare();
        };
        if (!fits) {
            throw not("parameters of " + algorithm.oid());
        }
    }

    private static void require(PublicKey key, Algorithms allowed) throws PathException {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < allowed.smallestRsa()
                    || bits > Algorithms.LARGEST_RSA
                    || !rsa.getModulus().testBit(0)) {
                throw not("RSA of " + bits + " bits");
            }
            BigInteger exponent = rsa.getPublicExponent();
            // FIPS 186-5 §A.1.1
            if (exponent.compareTo(SMALLEST_EXPONENT) < 0 || exponent.bitLength() > 256 || !exponent.testBit(0)) {
                throw not("RSA exponent");
            }
        } else if (key instanceof ECPublicKey ec && !isOnCurve(ec)) {
            throw not("point that is not on its curve");
        }
    }

    /** SEC 1 §3.2.2.1: these curves have cofactor 1, so a point on them other than infinity is in the right group. */
    private static boolean isOnCurve(ECPublicKey key) {
        ECPoint point = key.getW();
        ECParameterSpec parameters = key.getParams();
        if (ECPoint.POINT_INFINITY.equals(point) || !(parameters.getCurve().getField() instanceof ECFieldFp field)) {
            return false;
        }
        BigInteger p = field.getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    /** What a verification costs, where one with an elliptic curve of 256 to 521 bits, or the usual RSA, costs 1. */
    public int cost() {
        if (algorithm.equals(Algorithms.ED448)) {
            return 3;
        }
        return key instanceof RSAPublicKey rsa && !rsa.getPublicExponent().equals(SMALLEST_EXPONENT) ? 2 : 1;
    }

    public PublicKey key() {
        return key;
    }

    /** The key as it stands in its certificate, where that is all of it. */
    public Optional<SubjectKey> encoded() {
        return encoded;
    }

    /** Object identifier of the key's algorithm. */
    String algorithm() {
        return algorithm;
    }

    private static PathException not(String what) {
        return new PathException(PathReason.KEY_NOT_ALLOWED, what);
    }
}
