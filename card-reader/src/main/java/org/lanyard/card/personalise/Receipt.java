package org.lanyard.card.personalise;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.lanyard.card.piv.KeyReference;

/**
 * That a card is complete: both of its keys have signed. There is none for a card that is not.
 *
 * @param card its id
 * @param keys what it has, by key reference
 * @param at when its keys signed
 */
public record Receipt(UUID card, Map<KeyReference, CardKey> keys, Instant at) {
    /**
     * A key and its certificate, as the card showed them.
     *
     * @param serialNumber of the certificate
     * @param sha256 of the subject public key info, as 64 hexadecimal digits
     */
    public record CardKey(BigInteger serialNumber, String sha256) {
        static CardKey of(X509Certificate certificate) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(certificate.getPublicKey().getEncoded());
                return new CardKey(certificate.getSerialNumber(), HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    public Receipt {
        keys = Map.copyOf(keys);
    }
}
