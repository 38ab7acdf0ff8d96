package org.lanyard.session.credential;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/** The curves of NIST (SP 800-186 §3.2.1) that WebAuthn Level 3 §5.8.5 ties its ECDSA algorithms to, each y² = x³ − 3x + b. */
enum CoseCurve {
    P256(
            -7,
            1,
            "SHA256withECDSA",
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    P384(
            -35,
            2,
            "SHA384withECDSA",
            "3076301006072a8648ce3d020106052b8104002203620004",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
    P521(
            -36,
            3,
            "SHA512withECDSA",
            "30819b301006072a8648ce3d020106052b810400230381860004",
            "01" + "ff".repeat(65),
            "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf"
                    + "073573df883d2c34f1ef451fd46b503f00");

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final long algorithm;
    private final long number;
    private final String signatureAlgorithm;
    private final byte[] spki;
    private final BigInteger p;
    private final BigInteger b;

    CoseCurve(long algorithm, long number, String signatureAlgorithm, String spki, String p, String b) {
        this.algorithm = algorithm;
        this.number = number;
        this.signatureAlgorithm = signatureAlgorithm;
        this.spki = HexFormat.of().parseHex(spki);
        this.p = new BigInteger(p, 16);
        this.b = new BigInteger(b, 16);
    }

    /** The curve that goes with an algorithm; each algorithm has one, and each curve one algorithm. */
    static Optional<CoseCurve> of(Long algorithm, Long number) {
        for (CoseCurve curve : values()) {
            if (algorithm != null && number != null && curve.algorithm == algorithm && curve.number == number) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
    }

    /** The JCA's name of the algorithm. */
    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /** What stands before the coordinates in a SubjectPublicKeyInfo. */
    byte[] spki() {
        return spki.clone();
    }

    /** Bytes of a coordinate. */
    int coordinate() {
        return (p.bitLength() + 7) / 8;
    }

    /** SEC 1 §3.2.2.1: coordinates below p, and y² = x³ − 3x + b; not every provider looks. */
    boolean has(BigInteger x, BigInteger y) {
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).subtract(THREE).multiply(x).add(b).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }
}
