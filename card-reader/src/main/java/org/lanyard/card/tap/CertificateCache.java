package org.lanyard.card.tap;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.card.piv.KeyReference;

/**
 * The certificates of cards seen before, the ones longest unseen forgotten first. Only a guess for speed: a certificate
 * is used if the card's signature verifies with it, and its status is looked at by the door alone. Safe for use by
 * several threads.
 */
public final class CertificateCache {
    private static final int URI = 6;

    private final Map<Key, X509Certificate> certificates;

    private record Key(UUID card, KeyReference reference) {}

    /** @param most how many certificates are kept */
    public CertificateCache(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one");
        }
        certificates = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, X509Certificate> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<X509Certificate> find(UUID card, KeyReference reference) {
        return Optional.ofNullable(certificates.get(new Key(card, reference)));
    }

    /** Keeps it if it names this card: a stranger's certificate must not push the right one out. */
    synchronized void keep(UUID card, KeyReference reference, X509Certificate certificate) {
        if (names(certificate, card)) {
            certificates.put(new Key(card, reference), certificate);
        }
    }

    synchronized void forget(UUID card, KeyReference reference) {
        certificates.remove(new Key(card, reference));
    }

    /** How many certificates are kept right now. */
    public synchronized int size() {
        return certificates.size();
    }

    private static boolean names(X509Certificate certificate, UUID card) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> name.get(0).equals(URI)
                                    && ("urn:uuid:" + card).equalsIgnoreCase(String.valueOf(name.get(1))));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
