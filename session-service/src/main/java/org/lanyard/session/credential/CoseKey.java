package org.lanyard.session.credential;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * A credential's public key as its authenticator wrote it (RFC 9052 §7, RFC 9053, RFC 8230): ES256 on P-256, EdDSA on
 * Ed25519, RS256 of 2048 bits or more. Nothing else, no further label, no second spelling.
 */
public final class CoseKey {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SPKI_P256 = HEX.parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04");
    private static final byte[] SPKI_ED25519 = HEX.parseHex("302a300506032b6570032100");
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger F4 = BigInteger.valueOf(65537);
    private static final int COORDINATE = 32;

    private final byte[] encoded;
    private final String signatureAlgorithm;
    private final PublicKey key;

    private CoseKey(byte[] encoded, String signatureAlgorithm, PublicKey key) {
        this.encoded = encoded;
        this.signatureAlgorithm = signatureAlgorithm;
        this.key = key;
    }

    /** Reads the key that {@code bytes} are, from end to end. */
    public static CoseKey parse(byte[] bytes) throws RefusedException {
        Cbor cbor = new Cbor(bytes, 0);
        CoseKey key = read(cbor, bytes);
        if (!cbor.atEnd()) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "bytes after the COSE key");
        }
        return key;
    }

    static CoseKey read(Cbor cbor, byte[] in) throws RefusedException {
        int from = cbor.position();
        Map<Long, Long> numbers = new TreeMap<>();
        Map<Long, byte[]> strings = new TreeMap<>();
        int pairs = cbor.map();
        for (int i = 0; i < pairs; i++) {
            long label = cbor.integer();
            boolean twice = cbor.majorType() == Cbor.BYTES
                    ? strings.put(label, cbor.bytes()) != null
                    : numbers.put(label, cbor.integer()) != null;
            if (twice) {
                throw new RefusedException(Reason.EVIDENCE_MALFORMED, "COSE label twice");
            }
        }
        byte[] encoded = Arrays.copyOfRange(in, from, cbor.position());
        try {
            if (numbers.equals(Map.of(1L, 2L, 3L, -7L, -1L, 1L))
                    && strings.keySet().equals(Map.of(-2L, 0, -3L, 0).keySet())) {
                return new CoseKey(encoded, "SHA256withECDSA", ec(strings.get(-2L), strings.get(-3L)));
            } else if (numbers.equals(Map.of(1L, 1L, 3L, -8L, -1L, 6L))
                    && strings.keySet().equals(Map.of(-2L, 0).keySet())) {
                return new CoseKey(encoded, "Ed25519", ed25519(strings.get(-2L)));
            } else if (numbers.equals(Map.of(1L, 3L, 3L, -257L))
                    && strings.keySet().equals(Map.of(-1L, 0, -2L, 0).keySet())) {
                return new CoseKey(encoded, "SHA256withRSA", rsa(strings.get(-1L), strings.get(-2L)));
            }
        } catch (GeneralSecurityException notAKey) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "COSE key");
        }
        throw new RefusedException(Reason.EVIDENCE_MALFORMED, "COSE key of another kind");
    }

    /** The bytes as the authenticator wrote them: what is pinned. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** WebAuthn §7.2 step 21: whether {@code signature} is this key's over {@code signed}. */
    public boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(signatureAlgorithm);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformedSignature) {
            return false;
        }
    }

    private static PublicKey ec(byte[] x, byte[] y) throws GeneralSecurityException, RefusedException {
        if (x.length != COORDINATE || y.length != COORDINATE || !onP256(new BigInteger(1, x), new BigInteger(1, y))) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "point not on P-256");
        }
        byte[] spki = Arrays.copyOf(SPKI_P256, SPKI_P256.length + 2 * COORDINATE);
        System.arraycopy(x, 0, spki, SPKI_P256.length, COORDINATE);
        System.arraycopy(y, 0, spki, SPKI_P256.length + COORDINATE, COORDINATE);
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
    }

    /** SEC 1 §3.2.2.1: coordinates below p, and y² = x³ − 3x + b; not every provider looks. */
    private static boolean onP256(BigInteger x, BigInteger y) {
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger right =
                x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
        return y.multiply(y).mod(P).equals(right);
    }

    private static PublicKey ed25519(byte[] point) throws GeneralSecurityException, RefusedException {
        if (point.length != COORDINATE) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "Ed25519 key length");
        }
        byte[] spki = Arrays.copyOf(SPKI_ED25519, SPKI_ED25519.length + COORDINATE);
        System.arraycopy(point, 0, spki, SPKI_ED25519.length, COORDINATE);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }

    private static PublicKey rsa(byte[] n, byte[] e) throws GeneralSecurityException, RefusedException {
        BigInteger modulus = new BigInteger(1, n);
        if (n.length == 0
                || n[0] == 0
                || modulus.bitLength() < 2048
                || modulus.bitLength() > 4096
                || !modulus.testBit(0)
                || e.length != 3
                || !new BigInteger(1, e).equals(F4)) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "RSA key");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, F4));
    }
}
