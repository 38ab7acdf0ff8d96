package org.lanyard.session.card;

import java.util.Map;
import java.util.UUID;

/**
 * What personalising hands back: which keys are on the card, and which certificates stand for them. Nothing of it is secret.
 *
 * @param keys by the reference of their slot, such as {@code 9e}
 */
public record CardReceipt(UUID card, Map<String, Key> keys) {
    public CardReceipt {
        keys = Map.copyOf(keys);
    }

    /**
     * One key.
     *
     * @param serial of its certificate, lower-case hexadecimal
     * @param sha256 of its SubjectPublicKeyInfo, lower-case hexadecimal
     */
    public record Key(String serial, String sha256) {}
}
