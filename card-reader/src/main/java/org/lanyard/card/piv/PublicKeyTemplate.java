package org.lanyard.card.piv;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.tlv.Tlv;
import org.lanyard.card.tlv.TlvPolicy;
import org.lanyard.card.tlv.TlvReader;

/** The answer of GENERATE ASYMMETRIC KEY PAIR (SP 800-73-5 part 2, §3.3.2, tables 11 and 12). */
final class PublicKeyTemplate {
    private static final int TEMPLATE = 0x7F49;
    private static final int MODULUS = 0x81;
    private static final int EXPONENT = 0x82;
    private static final int POINT = 0x86;
    private static final int UNCOMPRESSED = 0x04;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65537);

    private PublicKeyTemplate() {}

    /** @throws CardException {@link CardFault#PUBLIC_KEY_INVALID} unless it is a key of this algorithm, or a TLV fault */
    static PublicKey parse(byte[] object, AlgorithmId algorithm, TlvPolicy policy) throws CardException {
        List<Tlv> elements = TlvReader.all(TlvReader.only(TEMPLATE, object, policy), policy);
        try {
            return algorithm.isEllipticCurve() ? point(elements, algorithm) : modulus(elements, algorithm);
        } catch (GeneralSecurityException e) {
            throw new CardException(CardFault.PUBLIC_KEY_INVALID, algorithm.toString(), e);
        }
    }

    private static PublicKey modulus(List<Tlv> elements, AlgorithmId algorithm)
            throws CardException, GeneralSecurityException {
        if (elements.size() != 2
                || elements.get(0).tag() != MODULUS
                || elements.get(1).tag() != EXPONENT
                || elements.get(1).length() > Long.BYTES) {
            throw invalid("not modulus and exponent");
        }
        BigInteger modulus = new BigInteger(1, elements.get(0).value());
        BigInteger exponent = new BigInteger(1, elements.get(1).value());
        if (modulus.bitLength() != algorithm.inputBytes() * 8 || !modulus.testBit(0)) {
            throw invalid("a modulus of " + modulus.bitLength() + " bits");
        }
        if (exponent.compareTo(LEAST_EXPONENT) < 0 || !exponent.testBit(0)) {
            throw invalid("the exponent");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    private static PublicKey point(List<Tlv> elements, AlgorithmId algorithm)
            throws CardException, GeneralSecurityException {
        int coordinate = algorithm.inputBytes();
        if (elements.size() != 1
                || elements.get(0).tag() != POINT
                || elements.get(0).length() != 1 + 2 * coordinate
                || elements.get(0).value()[0] != UNCOMPRESSED) {
            throw invalid("not one uncompressed point");
        }
        byte[] bytes = elements.get(0).value();
        ECPoint point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + coordinate)),
                new BigInteger(1, Arrays.copyOfRange(bytes, 1 + coordinate, bytes.length)));
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(algorithm == AlgorithmId.P_256 ? "secp256r1" : "secp384r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        requireOn(point, curve);
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    /** SP 800-56A §5.6.2.3.3, steps 2 and 3. */
    private static void requireOn(ECPoint point, ECParameterSpec curve) throws CardException {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
            throw invalid("a point that is not on the curve");
        }
    }

    private static CardException invalid(String why) {
        return new CardException(CardFault.PUBLIC_KEY_INVALID, why);
    }
}
