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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lanyard.session.Reason;
import org.lanyard.session.RefusedException;

/**
 * A credential's public key as its authenticator wrote it (RFC 9052 §7, RFC 9053, RFC 8230): ES256, ES384 and ES512, each
 * on its curve, EdDSA on Ed25519, Ed448, and RS256, RS384 and RS512 of 2048 bits or more. Nothing else, SHA-1 least of all,
 * no further label, no second spelling. Which of them are asked for is the WebAuthn service's list.
 */
public final class CoseKey {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SPKI_ED25519 = HEX.parseHex("302a300506032b6570032100");
    private static final byte[] SPKI_ED448 = HEX.parseHex("3043300506032b6571033a00");
    private static final Map<Long, String> RSA_ALGORITHMS =
            Map.of(-257L, "SHA256withRSA", -258L, "SHA384withRSA", -259L, "SHA512withRSA");
    private static final long EC2 = 2;
    private static final long RSA = 3;
    private static final BigInteger F4 = BigInteger.valueOf(65537);

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
            Optional<CoseCurve> curve = CoseCurve.of(numbers.get(3L), numbers.get(-1L));
            if (curve.isPresent()
                    && numbers.size() == 3
                    && Long.valueOf(EC2).equals(numbers.get(1L))
                    && strings.keySet().equals(Set.of(-2L, -3L))) {
                return new CoseKey(
                        encoded, curve.get().signatureAlgorithm(), ec(curve.get(), strings.get(-2L), strings.get(-3L)));
            } else if (numbers.equals(Map.of(1L, 1L, 3L, -8L, -1L, 6L))
                    && strings.keySet().equals(Set.of(-2L))) {
                return new CoseKey(encoded, "Ed25519", edwards("Ed25519", SPKI_ED25519, 32, strings.get(-2L)));
            } else if (numbers.equals(Map.of(1L, 1L, 3L, -53L, -1L, 7L))
                    && strings.keySet().equals(Set.of(-2L))) {
                return new CoseKey(encoded, "Ed448", edwards("Ed448", SPKI_ED448, 57, strings.get(-2L)));
            } else if (numbers.size() == 2
                    && Long.valueOf(RSA).equals(numbers.get(1L))
                    && RSA_ALGORITHMS.containsKey(numbers.getOrDefault(3L, 0L))
                    && strings.keySet().equals(Set.of(-1L, -2L))) {
                return new CoseKey(
                        encoded, RSA_ALGORITHMS.get(numbers.get(3L)), rsa(strings.get(-1L), strings.get(-2L)));
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

    private static PublicKey ec(CoseCurve curve, byte[] x, byte[] y) throws GeneralSecurityException, RefusedException {
        int length = curve.coordinate();
        if (x.length != length || y.length != length || !curve.has(new BigInteger(1, x), new BigInteger(1, y))) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, "point not on the curve");
        }
        byte[] head = curve.spki();
        byte[] spki = Arrays.copyOf(head, head.length + 2 * length);
        System.arraycopy(x, 0, spki, head.length, length);
        System.arraycopy(y, 0, spki, head.length + length, length);
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
    }

    private static PublicKey edwards(String name, byte[] head, int length, byte[] point)
            throws GeneralSecurityException, RefusedException {
        if (point.length != length) {
            throw new RefusedException(Reason.EVIDENCE_MALFORMED, name + " key length");
        }
        byte[] spki = Arrays.copyOf(head, head.length + length);
        System.arraycopy(point, 0, spki, head.length, length);
        return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(spki));
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
