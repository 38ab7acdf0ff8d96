package org.lanyard.card.personalise;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.UUID;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.pki.PkiException;

/** The authority, as a card's maker sees it. */
@FunctionalInterface
public interface CertificateSource {
    /**
     * Certifies a card's new keys. Asked once in a run, also in one that takes up where another broke off: what was
     * issued for this card before is to be revoked by whoever issues anew.
     *
     * @param keys by key reference
     * @return a certificate for each of the keys, naming the card
     * @throws PkiException if the authority refuses
     */
    Map<KeyReference, X509Certificate> certificates(UUID card, Map<KeyReference, PublicKey> keys) throws PkiException;
}
