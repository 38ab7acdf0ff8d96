package org.lanyard.card.softcard;

import java.security.GeneralSecurityException;
import java.security.Signature;
import javax.crypto.Cipher;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;

/** What the card's coprocessor does: a signature over a digest, or the bare RSA operation on a padded block. */
final class SoftSigner {
    private SoftSigner() {}

    /** @throws CardException if the block is not a number below the modulus */
    static byte[] sign(SoftKey key, byte[] challenge) throws CardException {
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
}
