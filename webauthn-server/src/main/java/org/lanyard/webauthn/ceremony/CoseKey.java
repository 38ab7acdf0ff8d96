package org.lanyard.webauthn.ceremony;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.List;
import org.lanyard.webauthn.KeyAlgorithm;
import org.lanyard.webauthn.Reason;
import org.lanyard.webauthn.WebAuthnException;

/**
 * What a credential's public key has to look like (W3C WebAuthn Level 3 §5.8.5, RFC 9053 §7): the key type, curve and sizes
 * that its algorithm allows. Whether the numbers are a key is for the library that imports them.
 */
final class CoseKey {
    private static final int KTY = 1;
    private static final int ALG = 3;
    private static final int OKP = 1;
    private static final int EC2 = 2;
    private static final int RSA = 3;
    /** NIST SP 800-131A: RSA below 2048 bits is disallowed; above 4096 nobody's authenticator makes one. */
    private static final int MIN_MODULUS = 2048;

    private static final int MAX_MODULUS = 4096;

    private CoseKey() {}

    /** The algorithm of {@code key}, which has to be among {@code wanted} and be a whole key of it. */
    static KeyAlgorithm require(CBORObject key, List<KeyAlgorithm> wanted) throws WebAuthnException {
        WebAuthnException.require(key.getType() == CBORType.Map && !key.isTagged(), Reason.PUBLIC_KEY);
        KeyAlgorithm algorithm = KeyAlgorithm.ofCose(integer(key, ALG))
                .filter(wanted::contains)
                .orElseThrow(() -> new WebAuthnException(Reason.ALGORITHM));
        switch (algorithm) {
            case ES256 -> requireEc(key, 1, "secp256r1");
            case ES384 -> requireEc(key, 2, "secp384r1");
            case ES512 -> requireEc(key, 3, "secp521r1");
            case EDDSA -> requireOkp(key, 6, 32);
            case ED448 -> requireOkp(key, 7, 57);
            case RS256, RS384, RS512, RS1 -> requireRsa(key);
        }
        return algorithm;
    }

    /**
     * §5.8.5: "MUST specify … as the crv parameter and MUST NOT use the compressed point form". And the point lies on the
     * curve: not every provider looks (SEC 1 §3.2.2.1; the cofactor of these curves is 1).
     */
    private static void requireEc(CBORObject key, int curve, String name) throws WebAuthnException {
        requireValues(key, EC2, curve);
        ECParameterSpec parameters = parameters(name);
        int length = (parameters.getCurve().getField().getFieldSize() + 7) / 8;
        byte[] x = bytes(key, -2);
        byte[] y = bytes(key, -3);
        WebAuthnException.require(x.length == length && y.length == length, Reason.PUBLIC_KEY);
        WebAuthnException.require(
                isOn(parameters.getCurve(), new BigInteger(1, x), new BigInteger(1, y)), Reason.PUBLIC_KEY);
    }

    private static boolean isOn(EllipticCurve curve, BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static ECParameterSpec parameters(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + name, impossible);
        }
    }

    private static void requireOkp(CBORObject key, int curve, int length) throws WebAuthnException {
        requireValues(key, OKP, curve);
        WebAuthnException.require(bytes(key, -2).length == length, Reason.PUBLIC_KEY);
    }

    private static void requireRsa(CBORObject key) throws WebAuthnException {
        WebAuthnException.require(integer(key, KTY) == RSA, Reason.PUBLIC_KEY);
        byte[] modulus = bytes(key, -1);
        byte[] exponent = bytes(key, -2);
        WebAuthnException.require(modulus.length <= MAX_MODULUS / 8 && exponent.length <= 8, Reason.PUBLIC_KEY);
        BigInteger n = new BigInteger(1, modulus);
        BigInteger e = new BigInteger(1, exponent);
        WebAuthnException.require(
                n.bitLength() >= MIN_MODULUS && n.testBit(0) && e.testBit(0) && e.bitLength() > 1, Reason.PUBLIC_KEY);
    }

    /** Whether {@code known}, as X.509 has it, is the same key as {@code key}, which went through {@link #require}. */
    static boolean isThatOf(PublicKey known, CBORObject key) throws WebAuthnException {
        if (integer(key, KTY) == RSA) {
            return known instanceof RSAPublicKey rsa
                    && rsa.getModulus().equals(new BigInteger(1, bytes(key, -1)))
                    && rsa.getPublicExponent().equals(new BigInteger(1, bytes(key, -2)));
        }
        if (integer(key, KTY) == EC2) {
            return known instanceof ECPublicKey ec
                    && ec.getParams().getCurve().equals(parameters(curveOf(key)).getCurve())
                    && ec.getW().getAffineX().equals(new BigInteger(1, bytes(key, -2)))
                    && ec.getW().getAffineY().equals(new BigInteger(1, bytes(key, -3)));
        }
        // RFC 8410 §4: the subjectPublicKey of an Edwards key is the octets of RFC 8032, as RFC 9053 §7.2 has them too.
        byte[] spki = known.getEncoded();
        byte[] point = bytes(key, -2);
        return known instanceof EdECPublicKey
                && Arrays.equals(spki, spki.length - point.length, spki.length, point, 0, point.length);
    }

    private static String curveOf(CBORObject key) {
        return switch ((int) integer(key, -1)) {
            case 1 -> "secp256r1";
            case 2 -> "secp384r1";
            default -> "secp521r1";
        };
    }

    private static void requireValues(CBORObject key, int type, int curve) throws WebAuthnException {
        WebAuthnException.require(integer(key, KTY) == type && integer(key, -1) == curve, Reason.PUBLIC_KEY);
    }

    /** A label's integer; one that is absent or no integer is none that is asked for. */
    private static long integer(CBORObject key, int label) {
        CBORObject value = key.get(CBORObject.FromObject(label));
        // A tag may make of an integer what is no number at all.
        boolean fits = value != null
                && value.getType() == CBORType.Integer
                && !value.isTagged()
                && value.AsNumber().CanFitInInt64();
        return fits ? value.AsInt64Value() : Long.MIN_VALUE;
    }

    private static byte[] bytes(CBORObject key, int label) throws WebAuthnException {
        CBORObject value = key.get(CBORObject.FromObject(label));
        WebAuthnException.require(value != null && value.getType() == CBORType.ByteString, Reason.PUBLIC_KEY);
        return value.GetByteString();
    }
}
