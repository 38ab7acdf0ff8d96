package org.lanyard.card.softcard;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/** What the card's coprocessor does: a signature over a digest, a shared secret, or the bare RSA operation. */
final class SoftSigner {
    private SoftSigner() {}

    /** @throws CardException if the input is not as long as the key wants, or not a number below the modulus */
    static byte[] sign(SoftKey key, byte[] challenge) throws CardException {
        if (challenge.length != key.algorithm().inputBytes()) {
            throw new CardException(CardFault.MALFORMED_COMMAND, challenge.length + " bytes to sign");
        }
        try {
            if (key.algorithm().isEllipticCurve()) {
                Signature signature = Signature.getInstance("NONEwithECDSA");
                signature.initSign(key.privateKey());
                signature.update(challenge);
                return signature.sign();
            }
            Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
            rsa.init(Cipher.DECRYPT_MODE, key.privateKey());
            return rsa.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new CardException(CardFault.MALFORMED_COMMAND, "the key does not take this block", e);
        }
    }

    /** SP 800-73-5 part 2, appendix A.5: the x coordinate of the cardinal product with the other's point. */
    static byte[] agree(SoftKey key, byte[] point) throws CardException {
        int width = key.algorithm().inputBytes();
        if (!key.algorithm().isEllipticCurve() || point.length != 1 + 2 * width || point[0] != 0x04) {
            throw new CardException(CardFault.MALFORMED_COMMAND, "no point for this key");
        }
        ECPoint other = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + width)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + width, point.length)));
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key.privateKey());
            ECPublicKey ours = (ECPublicKey) key.publicKey();
            agreement.doPhase(
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(other, ours.getParams())), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CardException(CardFault.MALFORMED_COMMAND, "the point is not on the curve", e);
        }
    }

    /** A number as so many bytes. */
    static byte[] fixed(BigInteger number, int width) {
        byte[] bytes = number.toByteArray();
        byte[] out = new byte[width];
        int length = Math.min(bytes.length, width);
        System.arraycopy(bytes, bytes.length - length, out, width - length, length);
        return out;
    }
}
