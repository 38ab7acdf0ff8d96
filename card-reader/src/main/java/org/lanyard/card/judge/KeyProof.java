package org.lanyard.card.judge;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.PivCard;
import org.lanyard.card.tap.CardSigner;

/** Shows that a card has the private key of a certificate: it signs a challenge (SP 800-73-5 part 1, appendix B). */
public final class KeyProof {
    private static final int CHALLENGE_BYTES = 32;

    private KeyProof() {}

    /**
     * Has the card sign.
     *
     * @return {@link Flaw#KEY_DIFFERS} if another key did
     * @throws CardException if the card does not sign at all: {@link CardFault#PIN_REQUIRED} for 9A without the PIN
     */
    public static Optional<Flaw> of(
            PivCard card, KeyReference reference, X509Certificate certificate, SecureRandom random)
            throws CardException {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        try {
            new CardSigner(card, reference, certificate).sign(challenge);
            return Optional.empty();
        } catch (CardException e) {
            if (e.fault() == CardFault.SIGNATURE_NOT_BY_CERTIFICATE || e.fault() == CardFault.SIGNATURE_MALFORMED) {
                return Optional.of(Flaw.KEY_DIFFERS);
            }
            throw e;
        }
    }
}
